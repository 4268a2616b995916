import { dayFrom, type Day, type DayEvent, type DayFrame } from '@tidemark/domain';
import { eventOf } from '@tidemark/event-log';
import type { Access } from '../access/access';
import { homeOf, logs } from '../access/logs';
import { notFound } from '../terminal/failure';
import { STREAMS_BETWEEN } from './sql';
import { storyOf, type Chapter } from './story';

interface FoundDay extends DayFrame {
  readonly timezone: string;
}

/** A local day of a user, and what happened in it over all streams, in the order in which it happened. */
export interface LivedDay extends FoundDay {
  readonly chapters: readonly Chapter[];
}

export async function lifeOn(access: Access, userId: string, localDate: string): Promise<LivedDay> {
  if (!(await isKnown(access, userId))) throw notFound(`user ${userId}`);
  const found = await dayOf(access, userId, localDate);
  return { ...found, chapters: await chaptersBetween(access, userId, found) };
}

async function isKnown(access: Access, userId: string): Promise<boolean> {
  for (const { schema } of logs) {
    if ((await (await access.log(schema)).streamsOfUser(userId)).length > 0) return true;
  }
  return false;
}

/** As it was lived where it is over, as it is planned where it is at hand, by today's rule where nobody was there. */
async function dayOf(access: Access, userId: string, localDate: string): Promise<FoundDay> {
  const streamId = `day-${userId}`;
  const { schema, decider } = homeOf(streamId);
  let state = decider.initial as Day;
  for await (const chapter of storyOf(await access.log(schema), decider, streamId)) {
    const event = eventOf<DayEvent>(chapter.recorded);
    const lived = event.type === 'DayClosed' && event.data.closed.find((frame) => frame.localDate === localDate);
    if (lived) return { ...lived, timezone: state.settings.timezone };
    state = chapter.state as Day;
  }
  const { timezone, dailyResetTime } = state.settings;
  if (state.status !== 'untouched' && state.localDate === localDate) return { ...state, timezone };
  const planned = dayFrom(localDate, { timezone, dailyResetTime });
  if (planned.localDate !== localDate) throw notFound(`day ${localDate} in ${timezone}`);
  return { ...planned, timezone };
}

async function chaptersBetween(
  access: Access,
  userId: string,
  { startsAt, endsAt }: DayFrame,
): Promise<readonly Chapter[]> {
  const chapters: Chapter[] = [];
  for (const { schema } of logs) {
    const log = await access.log(schema);
    const { rows } = await log.pool.query<{ streamId: string }>(STREAMS_BETWEEN, [userId, startsAt, endsAt]);
    for (const { streamId } of rows) {
      for await (const chapter of storyOf(log, homeOf(streamId).decider, streamId)) {
        const { occurredAt } = chapter.recorded;
        if (startsAt <= occurredAt && occurredAt < endsAt) chapters.push(chapter);
      }
    }
  }
  return chapters.sort(
    ({ recorded: one }, { recorded: other }) =>
      one.occurredAt - other.occurredAt || one.recordedAt - other.recordedAt || one.position - other.position,
  );
}
