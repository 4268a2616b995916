import { HOUR, SECOND, type SessionView } from '@tidemark/domain';
import type { Tidemark } from '../client';
import type { Receipt } from '../outbox/receipts';
import { useActions, useKind } from './followed.hook';
import { useNowWhile } from './now.hook';
import { useTidemark } from './provider';
import { workedAt, type Worked } from './work-clock-live';

const WORKING_DAY_SECONDS = (8 * HOUR) / SECOND;
const ALL_PERCENT = 100;
const nothing: Worked = { workMs: 0, breakMs: 0, movesFromAt: null };

/** What of the work clock may be written; the statistics are the server's, and what is said of them is left out. */
export type SessionUpdate = Partial<Pick<SessionView, 'currentStatus' | 'entries' | 'currentTheme' | 'dailyStats'>>;

/** The work clock of the day, and how to write it or begin the day anew. */
export function useSessionManager() {
  const { status, value: sessionData, isGuess } = useKind('session');
  return { status, sessionData, isGuess, ...useActions(sessionActions) };
}

/** Work and break of today by the second, and its two buttons; `progress` is the percentage of a working day. */
export function useRealtimeTimer(workingDaySeconds = WORKING_DAY_SECONDS) {
  const client = useTidemark();
  const { value: session, status } = useKind('session');
  const { value: rule } = useKind('configuration');
  const worked = (now: number) => (session && rule ? workedAt(now, session, rule) : nothing);
  const { movesFromAt } = worked(client.now());
  const tickedAt = useNowWhile(movesFromAt !== null, SECOND, movesFromAt ?? 0);
  const { workMs, breakMs } = worked(movesFromAt === null ? client.now() : tickedAt);
  const liveWorkSeconds = Math.floor(workMs / SECOND);
  return {
    status,
    liveWorkSeconds,
    liveBreakSeconds: Math.floor(breakMs / SECOND),
    progress: Math.min(ALL_PERCENT, (liveWorkSeconds / workingDaySeconds) * ALL_PERCENT),
    ...useActions(clockActions),
  };
}

function sessionActions({ command, get }: Tidemark) {
  return {
    updateSessionData({ currentStatus, entries, currentTheme }: SessionUpdate): Receipt<SessionView> {
      // Entries without a basis only add and correct; with it they are the whole of the day.
      const baseRevision = entries && get('session').value?.revision;
      return command('session/save', { currentStatus, entries, currentTheme, baseRevision });
    },
    resetSession: () => command<SessionView>('session/clear'),
  };
}

function clockActions({ command }: Tidemark) {
  return {
    clockIn: () => command<SessionView>('session/clock-in'),
    clockOut: () => command<SessionView>('session/clock-out'),
  };
}
