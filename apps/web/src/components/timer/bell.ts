import { fromIso, MINUTE, type Instant, type TimerView } from '@tidemark/domain';
import { sessionNames } from '../../words/words';

/** An end that is heard of later than this is news for the page and none for the ears. */
const FRESH_MS = MINUTE;

type Ringing = Pick<TimerView, 'lastSession' | 'status' | 'sessionType'>;

/** What the bell says. */
export interface Ring {
  readonly title: string;
  readonly body: string;
}

/** Rings where a session came to its end since the timer was last looked at, and not where somebody ended it. */
export function ringOf(before: Ringing | null, after: Ringing | null, now: Instant): Ring | null {
  const last = after?.lastSession ?? null;
  if (before === null || after === null || last === null) return null;
  if (last.ended !== 'completed' || last.sessionId === before.lastSession?.sessionId) return null;
  if (now - fromIso(last.endedAt) > FRESH_MS) return null;
  const next = sessionNames[after.sessionType].toLowerCase();
  const body = after.status === 'running' ? `Your ${next} has begun.` : `Your ${next} is next, whenever you like.`;
  return { title: `${sessionNames[last.sessionType]} completed`, body };
}
