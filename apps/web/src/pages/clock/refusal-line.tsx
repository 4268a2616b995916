import type { Entry } from '@tidemark/client';
import { useOutbox } from '@tidemark/client/react';

/** A change that the server will not have, beside what it was about. */
export function RefusalLine({ refusal: { key, refusal } }: { readonly refusal: Entry }) {
  const { discard } = useOutbox();
  return (
    <p className="refusal trouble small" role="alert">
      Not changed: {refusal?.message}
      <button type="button" className="plain" onClick={() => void discard(key)}>
        All right
      </button>
    </p>
  );
}
