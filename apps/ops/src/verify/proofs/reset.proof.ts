import { isDeepStrictEqual } from 'node:util';
import { toIso, type Day, type DayEvent } from '@tidemark/domain';
import { eventOf, type RecordedEvent } from '@tidemark/event-log';
import type { Breach } from '../breach';
import type { ResetRow, Stream, UserStory } from '../user-story';

/** What was told longer ago than this has been heard of by now. */
const HEARD_WITHIN_MS = 60_000;

/** Every reset is in the statistics once and as it was, and every day at hand has somebody who rings at its end [I-17]. */
export function resetsAreKept(story: UserStory): readonly Breach[] {
  const days = story.streams.find(({ head }) => head.streamId === `day-${story.userId}`);
  return [...keptRows(story, days), ...bell(story, days), ...ahead(story, days)];
}

function keptRows({ userId, readAt, heard, resets }: UserStory, days: Stream | undefined): readonly Breach[] {
  const breach = (version: number, what: string): Breach => ({
    rule: 'I-17',
    subject: `reset ${userId}/${version}`,
    what,
  });
  if (heard?.isForgotten) return resets.map(({ version }) => breach(version, 'its user was erased'));
  const reached = heard?.versions[`day-${userId}`] ?? 0;
  const made = new Map((days?.events ?? []).flatMap((event) => resetOf(event) ?? []).map((row) => [row.version, row]));
  const kept = new Set(resets.map(({ version }) => version));
  const missing = [...made.keys()]
    .filter((version) => version <= reached && !kept.has(version))
    .map((version) => breach(version, 'it is missing'));
  const wrong = resets
    .filter(({ recordedAt }) => recordedAt < readAt)
    .flatMap((row) => {
      const expected = made.get(row.version);
      if (!expected) return [breach(row.version, 'no event made it')];
      if (isDeepStrictEqual(row, expected)) return [];
      return [breach(row.version, `it differs from its event: ${JSON.stringify(row)}`)];
    });
  return [...missing, ...wrong];
}

function resetOf({ userId, version, recordedAt, ...stored }: RecordedEvent): ResetRow | undefined {
  const { type, data } = eventOf<DayEvent>(stored);
  if (type !== 'DayClosed' && type !== 'CountReset') return undefined;
  const { resetType, previousCount, newCount, resetAt, context } = data;
  const { timezone, tzdataVersion, localResetTime, localDate } = data;
  const rule = { timezone, tzdataVersion, localResetTime, localDate };
  return { userId, version, recordedAt, resetType, previousCount, newCount, resetAt, context, ...rule };
}

function bell({ userId, readAt, task, erasure }: UserStory, days: Stream | undefined): readonly Breach[] {
  // The scheduler has forgotten whoever was erased.
  if (erasure) return [];
  const last = days?.events.at(-1);
  if (!days || !last || (days.head.state as Day).status !== 'active' || days.head.dueAt === null) return [];
  if (last.recordedAt > readAt - HEARD_WITHIN_MS && (task?.position ?? 0) < last.position) return [];
  const breach = (what: string): Breach => ({ rule: 'I-17', subject: `daily reset of ${userId}`, what });
  if (!task?.active) return [breach(`nobody is to ring at ${toIso(days.head.dueAt)}`)];
  if (task.position < last.position) return [breach(`the scheduler has not heard of ${last.streamId}/${last.version}`)];
  if (task.position > last.position || task.nextAt === days.head.dueAt) return [];
  return [breach(`it rings at ${toIso(task.nextAt)}, and the day ends at ${toIso(days.head.dueAt)}`)];
}

/** [I-05] Nobody has heard of what has not happened. */
function ahead({ userId, heard, streams, task }: UserStory, days: Stream | undefined): readonly Breach[] {
  const breach = (subject: string, what: string): Breach => ({ rule: 'I-05', subject, what });
  const statistics = streams
    .filter(({ head }) => (heard?.versions[head.streamId] ?? 0) > head.version)
    .map(({ head: { streamId, version } }) =>
      breach(
        `statistics of ${userId}`,
        `they have heard of ${streamId}/${heard?.versions[streamId]}, and it is at ${version}`,
      ),
    );
  if (!task || task.position <= (days?.head.position ?? 0)) return statistics;
  return [
    ...statistics,
    breach(`daily reset of ${userId}`, `it is made by position ${task.position}, which is not there`),
  ];
}
