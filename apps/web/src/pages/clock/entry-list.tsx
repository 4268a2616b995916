import { useOutbox, useTidemark } from '@tidemark/client/react';
import type { DayFrame, EntryView } from '@tidemark/domain';
import { useState } from 'react';
import { span, timeOfDay } from '../../words/words';
import { EntryLine } from './entry-line';
import { entryRows, otherRefusals } from './entry-rows';
import { RefusalLine } from './refusal-line';

interface EntryListProps {
  readonly frame: DayFrame;
  readonly timezone: string;
  readonly entries: readonly EntryView[];
}

/** The entries of a day with the breaks between them, each of them to be put right [C3]. */
export function EntryList({ frame, timezone, entries }: EntryListProps) {
  const client = useTidemark();
  const { refused } = useOutbox();
  const [gone, setGone] = useState<EntryView | null>(null);
  const undo = ({ timestamp, type }: EntryView) => {
    client.command('session/add-entry', { timestamp, type });
    setGone(null);
  };
  return (
    <div className="entry-list">
      <ol className="entries" aria-label="Entries">
        {entryRows(frame, entries, refused).map((row) =>
          row.kind === 'entry' ? (
            <EntryLine key={row.entry.id} {...{ row, frame, timezone }} removed={({ entry }) => setGone(entry)} />
          ) : (
            <li key={`after ${row.after}`} className="entry-break quiet small">
              Break of {span(row.durationMs)}
            </li>
          ),
        )}
      </ol>
      {entries.length === 0 && <p className="quiet">No entries on this day.</p>}
      <div role="status">
        {gone && (
          <p className="gone small">
            Removed {gone.type === 'IN' ? 'In' : 'Out'} {timeOfDay(gone.timestamp, timezone)}.
            <button type="button" className="plain" onClick={() => undo(gone)}>
              Undo
            </button>
          </p>
        )}
      </div>
      {otherRefusals(entries, refused).map((refusal) => (
        <RefusalLine key={refusal.key} refusal={refusal} timezone={timezone} />
      ))}
    </div>
  );
}
