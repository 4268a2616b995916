import { useConfiguration, useDailyCount, useKind, useSyncStatus } from '@tidemark/client/react';
import { COUNT_MAX, defaultSettings } from '@tidemark/domain';
import { useState } from 'react';
import { CountDetails } from './count-details';
import { roundsOf } from './rounds';

const DOTS_MAX = 12;

/** How many sessions the day has had, what its owner says of that, and how far it is to the long break [D3]. */
export function DayCount() {
  const { count, localDate, setCount, resetCount } = useDailyCount();
  const isHere = useSyncStatus().account === 'signed-in';
  const [before, setBefore] = useState<{ readonly count: number; readonly localDate: string | null } | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const mayUndo = before !== null && before.localDate === localDate && count === 0;
  const reset = () => {
    setBefore({ count, localDate });
    resetCount();
  };
  return (
    <section className="day-count" aria-label="Count of the day">
      <div className="day-count-number">
        <button
          type="button"
          aria-label="One less"
          disabled={!isHere || count === 0}
          onClick={() => setCount(count - 1)}
        >
          −
        </button>
        <button type="button" className="plain" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <output className="number">{count}</output>
          <span className="quiet small">{count === 1 ? 'session today' : 'sessions today'}</span>
        </button>
        <button
          type="button"
          aria-label="One more"
          disabled={!isHere || count === COUNT_MAX}
          onClick={() => setCount(count + 1)}
        >
          +
        </button>
      </div>
      <div className="day-count-foot">
        <RoundDots />
        {mayUndo ? (
          <button type="button" className="plain" onClick={() => setCount(before.count)}>
            Undo: back to {before.count}
          </button>
        ) : (
          <button type="button" className="plain" disabled={!isHere || count === 0} onClick={reset}>
            Reset
          </button>
        )}
      </div>
      {isOpen && isHere && <CountDetails />}
    </section>
  );
}

function RoundDots() {
  const { value: timer } = useKind('timer');
  const { configuration } = useConfiguration();
  const interval = configuration?.longBreakInterval ?? defaultSettings.longBreakInterval;
  const { done, of, words } = roundsOf(timer?.sessionType ?? 'work', timer?.roundNumber ?? 1, interval);
  return (
    <p className="rounds quiet small">
      <span aria-hidden="true">
        {Array.from({ length: Math.min(of, DOTS_MAX) }, (_, index) => (
          <i key={index} data-done={index < done} />
        ))}
      </span>
      {words}
    </p>
  );
}
