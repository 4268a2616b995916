import { useOutbox } from '@tidemark/client/react';
import type { Place } from '@tidemark/domain';

interface RefusedWritesProps {
  readonly programId: string;
  readonly place: Place;
}

/** What the server did not take of this workout, with the reason, until somebody decides about it [X7]. */
export function RefusedWrites({ programId, place }: RefusedWritesProps) {
  const { refused, resend, discard } = useOutbox();
  const own = refused.filter(
    ({ name, data }) =>
      name.startsWith('progress/') &&
      data['programId'] === programId &&
      data['week_number'] === place.week &&
      data['day_number'] === place.day,
  );
  return own.map(({ key, refusal }) => (
    <div key={key} className="row refused-write">
      <p className="trouble">{refusal?.message}</p>
      <button type="button" onClick={() => void resend(key)}>
        Send again
      </button>
      <button type="button" onClick={() => void discard(key)}>
        Discard
      </button>
    </div>
  ));
}
