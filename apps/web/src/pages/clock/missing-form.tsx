import { useTidemark } from '@tidemark/client/react';
import type { DayFrame } from '@tidemark/domain';
import { useState, type FormEvent } from 'react';
import { instantWithin } from '../../words/wall-clock';
import { addMissing, isStretch, missingNames, type Missing } from './missing';

interface MissingFormProps {
  readonly frame: DayFrame;
  readonly timezone: string;
}

/** Adds what somebody forgot to press [C3]. */
export function MissingForm({ frame, timezone }: MissingFormProps) {
  const client = useTidemark();
  const [kind, setKind] = useState<Missing>('work');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const fromAt = from === '' ? null : instantWithin(frame, from, timezone);
  const toAt = to === '' ? null : instantWithin(frame, to, timezone);
  const mistake = mistakeIn(fromAt, isStretch(kind) ? toAt : null, client.now());
  const isDone = fromAt !== null && (!isStretch(kind) || toAt !== null) && mistake === null;

  const add = (event: FormEvent) => {
    event.preventDefault();
    if (!isDone) return;
    addMissing(client, { kind, fromAt, toAt: isStretch(kind) ? toAt : null });
    setFrom('');
    setTo('');
  };
  return (
    <form className="missing" onSubmit={add}>
      <label className="field">
        <span>Missing</span>
        <select value={kind} onChange={({ target }) => setKind(target.value as Missing)}>
          {Object.entries(missingNames).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{isStretch(kind) ? 'From' : 'At'}</span>
        <input type="time" required value={from} onChange={({ target }) => setFrom(target.value)} />
      </label>
      {isStretch(kind) && (
        <label className="field">
          <span>To</span>
          <input type="time" required value={to} onChange={({ target }) => setTo(target.value)} />
        </label>
      )}
      <button type="submit" disabled={!isDone}>
        Add
      </button>
      <p className="missing-mistake small trouble" role="status">
        {mistake}
      </p>
    </form>
  );
}

function mistakeIn(fromAt: number | null, toAt: number | null, now: number): string | null {
  if (fromAt !== null && toAt !== null && toAt <= fromAt) return 'It ends before it begins.';
  if (Math.max(fromAt ?? 0, toAt ?? 0) > now) return 'That is still to come.';
  return null;
}
