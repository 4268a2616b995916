import { useKind, useRealtimeTimer, useSyncStatus } from '@tidemark/client/react';
import { fromIso, SECOND, type SessionView } from '@tidemark/domain';
import { useBegin } from '../../components/form/begin.hook';
import { countdown, span, timeOfDay } from '../../words/words';

/** In or out with one press, and how long it has been by the second [C1] [C5]. */
export function ClockFace({ timezone }: { readonly timezone: string }) {
  const { begin, trouble } = useBegin();
  const { account } = useSyncStatus();
  const { value: session } = useKind('session');
  const { liveWorkSeconds, liveBreakSeconds, clockIn, clockOut, progress } = useRealtimeTimer();
  const isIn = session?.currentStatus === 'IN';
  const press = async () => {
    if (!(await begin())) return;
    if (isIn) clockOut();
    else clockIn();
  };
  return (
    <div className="clock-face card" data-status={session?.currentStatus ?? 'OUT'}>
      <div>
        <p className="clock-status">{isIn ? 'You are at work' : 'You are out'}</p>
        <p className="clock-worked" role="timer" aria-label="Worked today">
          {hours(liveWorkSeconds)}
        </p>
        <p className="quiet small number">{trouble ?? aside(session, liveBreakSeconds, timezone)}</p>
      </div>
      <button
        type="button"
        className="primary"
        disabled={account === 'loading'}
        onClick={({ detail }) => detail < 2 && void press()}
      >
        {isIn ? 'Clock out' : 'Clock in'}
      </button>
      <div className="clock-progress" aria-hidden="true">
        <span style={{ width: `${progress}%` }} />
      </div>
    </div>
  );
}

function aside(session: SessionView | null, breakSeconds: number, timezone: string): string {
  const lastOut = session?.entries.findLast(({ type }) => type === 'OUT');
  const breaks = breakSeconds < 1 ? 'no break so far' : `${span(breakSeconds * SECOND)} of breaks`;
  if (session?.sessionStartTime) return `since ${timeOfDay(fromIso(session.sessionStartTime), timezone)}, ${breaks}`;
  return lastOut ? `since ${timeOfDay(lastOut.timestamp, timezone)}` : 'not yet in today';
}

/** `7:04:09`; an hour is shown from the beginning, so that nothing moves. */
function hours(seconds: number): string {
  const shown = countdown(seconds * SECOND);
  return seconds < 3_600 ? `0:${shown}` : shown;
}
