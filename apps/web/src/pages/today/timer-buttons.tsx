import { useTimer } from '@tidemark/client/react';
import { MINUTE, SECOND } from '@tidemark/domain';
import { isUnderWay } from '../../words/words';

const EXTENSION_SECONDS = (5 * MINUTE) / SECOND;

/** Everything but the big one. They keep their places, so that nothing moves when a session begins. */
export function TimerButtons() {
  const { timer, skip, stop, extend } = useTimer();
  const isInHand = timer !== null && isUnderWay(timer);
  const hasNext = isInHand || timer?.status === 'waiting';
  return (
    <div className="timer-buttons" role="group" aria-label="Timer">
      <button type="button" disabled={timer?.status !== 'running'} onClick={() => extend(EXTENSION_SECONDS)}>
        +5 min
      </button>
      <button type="button" disabled={!hasNext} aria-keyshortcuts="S" onClick={skip}>
        Skip
      </button>
      <button type="button" disabled={!hasNext} aria-keyshortcuts="Escape" onClick={stop}>
        Stop
      </button>
    </div>
  );
}
