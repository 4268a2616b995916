import { isDeepStrictEqual } from 'node:util';
import { erasedEvent, MINUTE, type Instant } from '@tidemark/domain';
import { categoryOf, eventOf, type RecordedEvent } from '@tidemark/event-log';
import { saysNothing } from '@tidemark/service-kit';
import { span } from '../../terminal/moments';
import type { Breach } from '../breach';
import type { UserStory } from '../user-story';

/** An erasure is finished as soon as all services are there. */
const WAITS_MAX_MS = 10 * MINUTE;

/** Of whoever was erased, a tombstone and bare facts are left: no word of theirs, and nothing that rings [I-28]. */
export function erasedIsForgotten(story: UserStory): readonly Breach[] {
  const { userId, erasure, streams } = story;
  if (!erasure) return [];
  const breach = (subject: string, what: string): Breach => ({ rule: 'I-28', subject, what });
  const waitedMs = story.readAt - erasure.askedAt;
  if (!erasure.isErased) {
    return waitedMs > WAITS_MAX_MS ? [breach(userId, `was to be erased ${span(waitedMs)} ago, and is not`)] : [];
  }
  const hasTombstone = streams.some(({ head }) => head.streamId === `account-${userId}`);
  const without = hasTombstone ? [] : [breach(userId, 'nobody is told that this user was erased')];
  if (erasure.settledAt === null) return without;
  return [...without, ...wordsLeft(story, erasure.settledAt, breach), ...rowsLeft(story, erasure.settledAt, breach)];
}

type Breaking = (subject: string, what: string) => Breach;

/** Whoever comes back by an issuer elsewhere under the same id writes anew, and that is theirs. */
function wordsLeft({ streams, commands, userId }: UserStory, settledAt: Instant, breach: Breaking): readonly Breach[] {
  const events = streams
    .flatMap((stream) => stream.events)
    .filter((recorded) => recorded.recordedAt <= settledAt && isPersonal(recorded))
    .map(({ streamId, version }) => breach(`${streamId}/${version}`, 'it says more than what is left of it'));
  const keys = commands
    .filter(({ commandId, recordedAt }) => recordedAt <= settledAt && !saysNothing(commandId))
    .map(({ commandId }) => breach(`${userId}: command ${commandId}`, 'it has the name that a device gave it'));
  return [...events, ...keys];
}

function isPersonal(recorded: RecordedEvent): boolean {
  const { streamId, commandId, correlationId, deviceId } = recorded;
  if (deviceId !== null || correlationId !== null || (commandId !== null && !saysNothing(commandId))) return true;
  const event = eventOf(recorded);
  const renamed = (id: string) => (saysNothing(id) ? id : '');
  return !isDeepStrictEqual(erasedEvent(categoryOf(streamId), event, renamed), event);
}

function rowsLeft(story: UserStory, settledAt: Instant, breach: Breaking): readonly Breach[] {
  const { userId, streams, resets, task, heard } = story;
  const isBack = streams.some(({ events }) => (events.at(-1)?.recordedAt ?? 0) > settledAt);
  if (isBack) return [];
  const ringing = streams.filter(({ head }) => head.dueAt !== null);
  return [
    ...ringing.map(({ head }) => breach(head.streamId, 'it still has a deadline')),
    ...(task ? [breach(`daily reset of ${userId}`, 'the scheduler still knows this user')] : []),
    ...(resets.length > 0 ? [breach(`statistics of ${userId}`, `${resets.length} resets are kept`)] : []),
    ...(heard && !heard.isForgotten ? [breach(`statistics of ${userId}`, 'they still hear of this user')] : []),
  ];
}
