import type { Entry } from '@tidemark/client';
import { fromIso, type DraftView, type Instant, type SessionView, type TimerView } from '@tidemark/domain';
import { sessionNames, span, timeOfDay } from '../../words/words';
import { zoneShown } from '../../words/zones';

/** Something that waits until somebody has time for it. */
export interface Letter {
  /** Of what was dismissed; another one of the same kind has another key. */
  readonly key: string;
  readonly tone: 'plain' | 'waiting' | 'trouble';
  readonly text: string;
}

export interface UnattendedSpan {
  readonly sessionId: string;
  readonly from: string;
  readonly to: string;
}

export function refusedLetter(refused: readonly Entry[]): Letter | null {
  const [first, ...others] = refused;
  if (!first) return null;
  const more = others.length === 0 ? '' : ` ${others.length} more are with it.`;
  const why = first.refusal?.message ?? 'The server refused it.';
  return {
    key: `refused ${first.key} ${refused.length}`,
    tone: 'trouble',
    text: `A change was refused: ${why}${more}`,
  };
}

/** The latest stretch without anybody, of what may still be trimmed. */
export function unattendedLetter(
  timer: TimerView | null,
  dismissed: readonly string[],
  timezone: string,
): (Letter & { readonly stretch: UnattendedSpan }) | null {
  const stretch = timer?.unattended.findLast((each) => !dismissed.includes(keyOf(each)));
  if (!stretch) return null;
  const [from, to] = [fromIso(stretch.from), fromIso(stretch.to)];
  const hours = `${timeOfDay(from, timezone)} to ${timeOfDay(to, timezone)}`;
  const text = `Nobody was here from ${hours} (${span(to - from)}), and the timer ran. It counts, unless you take it out.`;
  return { key: keyOf(stretch), tone: 'plain', text, stretch };
}

/** The same stretch as others have noted it, perhaps some milliseconds longer or shorter. */
export function noted(stretches: readonly UnattendedSpan[], stretch: UnattendedSpan): UnattendedSpan | undefined {
  return stretches.find(({ sessionId, from, to }) => {
    return sessionId === stretch.sessionId && from < stretch.to && stretch.from < to;
  });
}

export function forgottenLetter(session: SessionView | null, timezone: string): (Letter & { since: Instant }) | null {
  if (!session?.forgottenClockOut) return null;
  const { since } = session.forgottenClockOut;
  const date = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: zoneShown(timezone) }).format(
    fromIso(since),
  );
  const text = `You clocked in on ${date} at ${timeOfDay(fromIso(since), timezone)} and never out. When did you leave?`;
  return { key: `forgotten ${since}`, tone: 'waiting', text, since: fromIso(since) };
}

export function draftLetter(active: DraftView | undefined, drafts: readonly DraftView[], now: Instant): Letter | null {
  const draft = active ?? drafts[0];
  if (!draft) return null;
  const title = draft.title === '' ? 'A form' : `“${draft.title}”`;
  const key = `draft ${draft.id} ${draft.status}`;
  if (draft.status === 'active') return { key, tone: 'plain', text: `${title} is open.` };
  const saved = `${title} is half done, last saved ${span(Math.max(0, now - fromIso(draft.updatedAt)))} ago.`;
  const more = drafts.length > 1 ? ` There are ${drafts.length} drafts.` : '';
  return { key, tone: 'plain', text: saved + more };
}

/** What to say beneath a timer to whom nothing else is to be said. */
export function note(timer: Pick<TimerView, 'status' | 'sessionType'> | null): string {
  if (timer === null) return 'One press and the tide is yours. No sign-up, no form.';
  switch (timer.status) {
    case 'running':
      return 'Go on, close this tab. The timer will be right when you come back.';
    case 'paused':
      return 'Paused. It stays as it is, on every device, until you resume.';
    case 'waiting':
      return `${sessionNames[timer.sessionType]} is laid out at full length. It starts when you press.`;
    case 'idle':
      return 'Start whenever you like.';
  }
}

function keyOf({ sessionId, from }: UnattendedSpan): string {
  return `unattended ${sessionId} ${from}`;
}
