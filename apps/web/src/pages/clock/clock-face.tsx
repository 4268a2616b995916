import { useKind, useRealtimeTimer, useSyncStatus, useTidemark } from '@tidemark/client/react';
import { fromIso, SECOND } from '@tidemark/domain';
import { zoneHere } from '../../words/wall-clock';
import { countdown, span, timeOfDay } from '../../words/words';

/** In or out with one press, and how long it has been by the second [C1] [C5]. */
export function ClockFace({ timezone }: { readonly timezone: string }) {
  const client = useTidemark();
  const { account } = useSyncStatus();
  const { value: session } = useKind('session');
  const { liveWorkSeconds, liveBreakSeconds, clockIn, clockOut, progress } = useRealtimeTimer();
  const isIn = session?.currentStatus === 'IN';
  const press = async () => {
    if (account === 'signed-out') {
      const outcome = await client.signIn({ as: 'guest', timezone: zoneHere() });
      if (!outcome.ok) return;
      client.command('configuration/set', { theme: 'system' });
    }
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
        <p className="quiet small number">{aside(session?.sessionStartTime ?? null, liveBreakSeconds, timezone)}</p>
      </div>
      <button type="button" className="primary" disabled={account === 'loading'} onClick={() => void press()}>
        {isIn ? 'Clock out' : 'Clock in'}
      </button>
      <div className="clock-progress" aria-hidden="true">
        <span style={{ width: `${progress}%` }} />
      </div>
    </div>
  );
}

function aside(since: string | null, breakSeconds: number, timezone: string): string {
  const breaks = breakSeconds < 1 ? 'no break so far' : `${span(breakSeconds * SECOND)} of breaks`;
  return since === null ? breaks : `since ${timeOfDay(fromIso(since), timezone)}, ${breaks}`;
}

/** `7:04:09`; an hour is shown from the beginning, so that nothing moves. */
function hours(seconds: number): string {
  const shown = countdown(seconds * SECOND);
  return seconds < 3_600 ? `0:${shown}` : shown;
}
