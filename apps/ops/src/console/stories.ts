import { OPS_CHAPTERS_MAX, type ReplayDayDto, type StoryDto } from '@tidemark/contracts';
import { toIso } from '@tidemark/domain';
import { querySubject } from '@tidemark/messaging';
import type { Access } from '../access/access';
import { homeOf } from '../access/logs';
import { unlessAway } from '../access/unless-away';
import { lifeOn } from '../streams/day.query';
import { eventJson } from '../streams/event-shown';
import { stateJson, storyOf, type Chapter } from '../streams/story';
import { notFound } from '../terminal/failure';

/** A value as long as a draft says little on a screen; the command line shows all of it. */
const VALUE_LENGTH_MAX = 2_000;
/** Well below what one message may hold. */
const ANSWER_LENGTH_MAX = 500_000;

/** A part of the story of a stream: as much as was asked for, and as fits. */
export async function storyPart(
  access: Access,
  { streamId, after = 0, limit = OPS_CHAPTERS_MAX }: StoryDto,
): Promise<object> {
  const { schema, decider } = homeOf(streamId);
  const log = await access.log(schema);
  const head = await log.head(streamId);
  if (!head) throw notFound(`stream ${streamId}`);
  const chapters: object[] = [];
  let length = 0;
  for await (const chapter of storyOf(log, decider, streamId, Math.min(after, head.version))) {
    const shown = chapterShown(chapter);
    length += JSON.stringify(shown).length;
    if (length > ANSWER_LENGTH_MAX && chapters.length > 0) break;
    chapters.push(shown);
    if (chapters.length === limit) break;
  }
  return { streamId, userId: head.userId, version: head.version, occurredAt: toIso(head.occurredAt), chapters };
}

/** A day with the state after each event, and the pieces that it fell into. */
export async function dayReplayed(access: Access, { userId, date }: ReplayDayDto, asked: object): Promise<object> {
  const { startsAt, endsAt, timezone, chapters } = await lifeOn(access, userId, date);
  const question = { ...asked, name: 'stats/timeline', userId, data: { date } };
  const timeline = await unlessAway(() =>
    access.ask<{ intervals: readonly object[] }>(querySubject('stats'), question),
  );
  const events: object[] = [];
  let length = 0;
  for (const chapter of chapters) {
    const shown = { ...chapterShown(chapter), state: shortened(stateJson(chapter.state)) };
    length += JSON.stringify(shown).length;
    if (length > ANSWER_LENGTH_MAX) break;
    events.push(shown);
  }
  return {
    ...{ userId, localDate: date, timezone, startsAt: toIso(startsAt), endsAt: toIso(endsAt) },
    ...{ events, eventsLeftOut: chapters.length - events.length, intervals: timeline?.intervals ?? null },
  };
}

function chapterShown({ recorded, changes }: Chapter): object {
  const { data, ...event } = eventJson(recorded) as { readonly data: object };
  return {
    ...event,
    data: shortened(data),
    changes: changes.map(({ what, before, after }) => {
      return {
        what,
        ...(before !== undefined && { before: shortened(before) }),
        ...(after !== undefined && { after: shortened(after) }),
      };
    }),
  };
}

function shortened(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX)} …` : value;
}
