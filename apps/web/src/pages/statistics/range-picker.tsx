import { Choice } from '../../components/form/choice';
import { dateInNext, RANGE_KINDS, rangeOf, rangeTitle, type RangeKind } from './stats-range';

interface RangePickerProps {
  readonly kind: RangeKind;
  readonly around: string;
  readonly today: string;
  readonly show: (change: { readonly range?: RangeKind; readonly around?: string; readonly day?: string }) => void;
}

const names: Readonly<Record<RangeKind, string>> = { week: 'Week', month: 'Month', year: 'Year' };
const options = RANGE_KINDS.map((value) => ({ value, name: names[value] }));

/** Week, month or year, and the ones before and after it; radio buttons have the arrow keys by themselves. */
export function RangePicker({ kind, around, today, show }: RangePickerProps) {
  const range = rangeOf(kind, around);
  const isLast = range.to >= today;
  return (
    <div className="range-picker">
      <button
        type="button"
        className="plain range-today"
        disabled={isLast}
        onClick={() => show({ around: today, day: today })}
      >
        Today
      </button>
      <Choice legend="Range" options={options} value={kind} choose={(range) => show({ range })} />
      <div className="range-steps">
        <button
          type="button"
          className="plain"
          aria-label={`The ${kind} before`}
          onClick={() => show({ around: dateInNext(kind, around, -1) })}
        >
          ‹
        </button>
        <strong aria-live="polite" className="number">
          {rangeTitle(kind, range)}
        </strong>
        <button
          type="button"
          className="plain"
          aria-label={`The ${kind} after`}
          disabled={isLast}
          onClick={() => show({ around: dateInNext(kind, around, 1) })}
        >
          ›
        </button>
      </div>
    </div>
  );
}
