import { dateWords } from '../../../words/local-date';
import type { DayStats } from '../answer/day-stats';
import { hoursAndMinutes, unusualLength } from '../stats-words';
import './chart.css';

interface DaysTableProps {
  readonly days: readonly DayStats[];
  readonly showDay: (date: string) => void;
}

/** Whoever presses a number is taken here. */
export const TABLE_ID = 'days-table';

/** The same days as a table: to be read out, to be compared, and each of them to be opened. */
export function DaysTable({ days, showDay }: DaysTableProps) {
  return (
    <div id={TABLE_ID} className="days-table" tabIndex={0} role="region" aria-label="Days of this range">
      <table className="number">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Focus</th>
            <th scope="col">Breaks</th>
            <th scope="col">Sessions</th>
            <th scope="col">Clocked</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">
                <button type="button" className="plain" onClick={() => showDay(day.date)}>
                  {dateWords(day.date, 'short')}
                  <Unusual day={day} />
                </button>
              </th>
              <td>{hoursAndMinutes(day.totalWorkSeconds)}</td>
              <td>{hoursAndMinutes(day.totalBreakSeconds)}</td>
              <td>{day.workSessionsCompleted}</td>
              <td>{hoursAndMinutes(day.totalClockedSeconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Unusual({ day: { lengthSeconds, final } }: { readonly day: DayStats }) {
  const marks = [unusualLength(lengthSeconds), final ? null : 'goes on'].filter((mark) => mark !== null);
  return marks.map((mark) => (
    <span key={mark} className="quiet small">
      {` · ${mark}`}
    </span>
  ));
}
