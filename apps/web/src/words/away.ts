import { SECOND, type Instant, type TimerView } from '@tidemark/domain';
import { isUnderWay, sessionNames, span, timeOfDay } from './words';

/** A reload is not a journey. */
export const AWAY_AFTER_MS = 10 * SECOND;

type Remembered = Pick<TimerView, 'status' | 'sessionId'>;
type Found = Pick<TimerView, 'status' | 'sessionId' | 'lastSession'>;

export interface Return {
  readonly leftAt: Instant;
  readonly returnedAt: Instant;
  readonly before: Remembered | null;
  readonly found: Found;
}

/** What to say to somebody who closed the tab and came back; nothing where they were hardly gone [W2]. */
export function welcomeBack({ leftAt, returnedAt, before, found }: Return, timeZone?: string): string | null {
  const awayMs = returnedAt - leftAt;
  if (awayMs < AWAY_AFTER_MS) return null;
  return `You were away for ${span(awayMs)}. ${whatHappened(before, found, timeZone)}`;
}

function whatHappened(before: Remembered | null, found: Found, timeZone?: string): string {
  if (before === null || !isUnderWay(before)) return 'Nothing was lost.';
  if (found.sessionId === before.sessionId) {
    return found.status === 'paused'
      ? 'It is paused as you left it: nothing was lost.'
      : 'The timer went on without you: nothing was lost.';
  }
  const { lastSession: last } = found;
  if (last?.sessionId !== before.sessionId) return 'Much happened meanwhile, and nothing was lost.';
  const end = `${sessionNames[last.sessionType]} ${last.ended} at ${timeOfDay(Date.parse(last.endedAt), timeZone)}`;
  return last.ended === 'completed' ? `${end}, without you: nothing was lost.` : `${end}; nothing was lost.`;
}
