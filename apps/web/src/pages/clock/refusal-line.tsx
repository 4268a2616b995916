import type { Entry } from '@tidemark/client';
import { useOutbox } from '@tidemark/client/react';
import { timeOfDay } from '../../words/words';

interface RefusalLineProps {
  readonly refusal: Entry;
  readonly timezone: string;
}

/** A change that the server will not have, beside what it was about. */
export function RefusalLine({ refusal: { key, refusal, data }, timezone }: RefusalLineProps) {
  const { discard } = useOutbox();
  const { timestamp } = data;
  const about = typeof timestamp === 'number' ? `${timeOfDay(timestamp, timezone)} was not taken` : 'Not changed';
  return (
    <p className="refusal trouble small" role="alert">
      {about}: {refusal?.message}
      <button type="button" className="plain" onClick={() => void discard(key)}>
        All right
      </button>
    </p>
  );
}
