import { isDeepStrictEqual } from 'node:util';
import { erasedEvent } from '@tidemark/domain';
import { categoryOf, eventOf, type RecordedEvent } from '@tidemark/event-log';
import { saysNothing } from '@tidemark/service-kit';
import type { Breach } from '../breach';
import type { UserStory } from '../user-story';

/** Of whoever was erased, a tombstone and bare facts are left: no word of theirs, and nothing that rings [I-28]. */
export function erasedIsForgotten(story: UserStory): readonly Breach[] {
  const { userId, erasure, streams } = story;
  if (!erasure?.isErased) return [];
  const breach = (subject: string, what: string): Breach => ({ rule: 'I-28', subject, what });
  const hasTombstone = streams.some(({ head }) => head.streamId === `account-${userId}`);
  const without = hasTombstone ? [] : [breach(userId, 'nobody is told that this user was erased')];
  return erasure.isSettled ? [...without, ...wordsLeft(story, breach), ...rowsLeft(story, breach)] : without;
}

type Breaking = (subject: string, what: string) => Breach;

function wordsLeft({ streams, commands, userId }: UserStory, breach: Breaking): readonly Breach[] {
  const events = streams
    .flatMap((stream) => stream.events)
    .filter(isPersonal)
    .map(({ streamId, version }) => breach(`${streamId}/${version}`, 'it says more than what is left of it'));
  const heads = streams
    .filter(({ head }) => head.dueAt !== null)
    .map(({ head }) => breach(head.streamId, 'it still has a deadline'));
  const keys = commands
    .filter(({ commandId }) => !saysNothing(commandId))
    .map(({ commandId }) => breach(`${userId}: command ${commandId}`, 'it has the name that a device gave it'));
  return [...events, ...heads, ...keys];
}

function isPersonal(recorded: RecordedEvent): boolean {
  const { streamId, commandId, correlationId, deviceId } = recorded;
  if (deviceId !== null || correlationId !== null || (commandId !== null && !saysNothing(commandId))) return true;
  const event = eventOf(recorded);
  const renamed = (id: string) => (saysNothing(id) ? id : '');
  return !isDeepStrictEqual(erasedEvent(categoryOf(streamId), event, renamed), event);
}

function rowsLeft({ userId, resets, task, heard }: UserStory, breach: Breaking): readonly Breach[] {
  return [
    ...(task ? [breach(`daily reset of ${userId}`, 'the scheduler still knows this user')] : []),
    ...(resets.length > 0 ? [breach(`statistics of ${userId}`, `${resets.length} resets are kept`)] : []),
    ...(heard && !heard.isForgotten ? [breach(`statistics of ${userId}`, 'they still hear of this user')] : []),
  ];
}
