import type { DayStats } from '../answer/day-stats';
import { csvOf, jsonOf } from './stats-export';
import type { Dates } from '../stats-range';

interface ExportButtonsProps {
  readonly days: readonly DayStats[];
  readonly range: Dates;
}

/** The range as a file, written by this browser. */
export function ExportButtons({ days, range }: ExportButtonsProps) {
  const save = (ending: string, type: string, text: string) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `tidemark-${range.from}-${range.to}.${ending}`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <div className="row">
      <button type="button" disabled={days.length === 0} onClick={() => save('csv', 'text/csv', csvOf(days))}>
        Save as CSV
      </button>
      <button type="button" disabled={days.length === 0} onClick={() => save('json', 'application/json', jsonOf(days))}>
        Save as JSON
      </button>
    </div>
  );
}
