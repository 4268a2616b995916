import { categoryOf, headFinding } from '@tidemark/event-log';
import { homeOf } from '../../access/logs';
import { span } from '../../terminal/moments';
import type { Breach, Rule } from '../breach';
import type { Stream, UserStory } from '../user-story';

/** Whoever rings is there within this time; a deadline that is older was missed. */
const OVERDUE_MAX_MS = 60_000;
/** Streams of these kinds are named after their user. */
const ONE_PER_USER: readonly string[] = ['timer', 'clock', 'day', 'account'];

/** Of each stream: numbered without a hole, all of one user, in its lane, and its head the fold of it. */
export function streamsAreSound({ userId, readAt, streams, erasure }: UserStory): readonly Breach[] {
  return streams.flatMap((stream) => {
    const { head } = stream;
    const breaches: Breach[] = [];
    const complain = (rule: Rule, what: string) => void breaches.push({ rule, subject: head.streamId, what });
    for (const what of numbering(stream)) complain('I-02', what);
    for (const what of places(stream)) complain('I-04', what);
    for (const what of strangers(stream, userId)) complain('I-26', what);
    const what = wrongHead(stream, erasure !== undefined);
    if (what) complain('I-07', what);
    const lateMs = head.dueAt === null ? 0 : readAt - head.dueAt;
    if (lateMs > OVERDUE_MAX_MS) {
      complain(categoryOf(head.streamId) === 'day' ? 'I-17' : 'I-11', `it is overdue for ${span(lateMs)}`);
    }
    return breaches;
  });
}

/** What was edited by hand may not even be an event any more. */
function wrongHead({ head, events }: Stream, isErased: boolean): string | undefined {
  try {
    const finding = headFinding(head, events, homeOf(head.streamId).decider);
    // Nothing rings for somebody who is gone, though their last day, say, never ended.
    if (isErased && finding?.rule === 'deadlines' && head.dueAt === null) return undefined;
    return finding && `its head is wrong: ${finding.what}`;
  } catch (error) {
    return `its events cannot be folded: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function numbering({ head, events }: Stream): readonly string[] {
  const odd = events.find(({ version }, index) => version !== index + 1);
  if (odd) return [`version ${odd.version} stands where ${events.indexOf(odd) + 1} should`];
  return events.length === head.version ? [] : [`${events.length} events, and its head says ${head.version}`];
}

function places({ events }: Stream): readonly string[] {
  const fallen = events.find(({ position }, index) => position <= (events[index - 1]?.position ?? 0));
  return fallen ? [`version ${fallen.version} stands before the one it follows, at ${fallen.position}`] : [];
}

function strangers({ head, lane, events }: Stream, userId: string): readonly string[] {
  const category = categoryOf(head.streamId);
  const isNamed = !ONE_PER_USER.includes(category) || head.streamId === `${category}-${userId}`;
  const foreign = events.find((event) => event.userId !== userId);
  const astray = events.find((event) => event.lane !== lane);
  return [
    ...(isNamed ? [] : [`it is kept under ${userId}`]),
    ...(foreign ? [`version ${foreign.version} is of ${foreign.userId}, not of ${userId}`] : []),
    ...(astray ? [`version ${astray.version} is in lane ${astray.lane}, not in ${lane}`] : []),
  ];
}
