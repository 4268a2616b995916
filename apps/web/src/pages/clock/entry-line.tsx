import { useTidemark } from '@tidemark/client/react';
import type { DayFrame } from '@tidemark/domain';
import { useState, type FormEvent } from 'react';
import { instantWithin } from '../../words/wall-clock';
import { timeOfDay } from '../../words/words';
import type { EntryRow } from './entry-rows';
import { RefusalLine } from './refusal-line';

interface EntryLineProps {
  readonly row: Extract<EntryRow, { kind: 'entry' }>;
  readonly frame: DayFrame;
  readonly timezone: string;
  readonly removed: (entry: EntryRow & { kind: 'entry' }) => void;
}

const names = { IN: 'In', OUT: 'Out' };

/** One press of the work clock: its time, which may be corrected, or taken away altogether. */
export function EntryLine({ row, frame, timezone, removed }: EntryLineProps) {
  const client = useTidemark();
  const { entry, isCut, refusal } = row;
  const shown = timeOfDay(entry.timestamp, timezone);
  const [time, setTime] = useState<string | null>(null);
  const at = time === null ? null : instantWithin(frame, time, timezone);

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (at === null) return;
    if (time !== shown) client.command('session/correct-entry', { id: entry.id, timestamp: at });
    setTime(null);
  };
  const remove = () => {
    client.command('session/remove-entry', { id: entry.id });
    removed(row);
  };
  return (
    <li className="entry" data-type={entry.type}>
      <span className="entry-type">{names[entry.type]}</span>
      {time === null ? (
        <>
          <time className="number">{shown}</time>
          {isCut ? (
            <span className="quiet small">{entry.type === 'IN' ? 'since the day before' : 'until the day after'}</span>
          ) : (
            <span className="entry-actions">
              <button
                type="button"
                className="plain"
                aria-label={`Correct ${names[entry.type]} ${shown}`}
                onClick={() => setTime(shown)}
              >
                Correct
              </button>
              <button
                type="button"
                className="plain"
                aria-label={`Remove ${names[entry.type]} ${shown}`}
                onClick={remove}
              >
                Remove
              </button>
            </span>
          )}
        </>
      ) : (
        <form onSubmit={save}>
          <input
            type="time"
            autoFocus
            required
            aria-label="Time"
            value={time}
            onChange={({ target }) => setTime(target.value)}
          />
          <button type="submit" disabled={at === null}>
            Save
          </button>
          <button type="button" className="plain" onClick={() => setTime(null)}>
            Cancel
          </button>
        </form>
      )}
      {refusal && <RefusalLine refusal={refusal} timezone={timezone} />}
    </li>
  );
}
