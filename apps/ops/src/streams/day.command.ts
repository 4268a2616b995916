import { toIso } from '@tidemark/domain';
import { asDate, asKey } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { clockTime, span } from '../terminal/moments';
import { lifeOn } from './day.query';
import { chapterJson, chapterText } from './story';

export const addDay: AddCommand = (parent, desk) => {
  const command = parent
    .command('day')
    .argument('<user>', 'the id of a user', asKey)
    .argument('<date>', 'a date of their calendar, such as 2026-11-21', asDate)
    .description('Replays a whole local day over all streams of a user, in the order in which it happened.');
  desk.does(command, day);
};

async function day({ access }: Work, _: object, userId: string, localDate: string): Promise<Answer> {
  const { startsAt, endsAt, timezone, chapters } = await lifeOn(access, userId, localDate);
  return {
    json: {
      userId,
      localDate,
      timezone,
      startsAt: toIso(startsAt),
      endsAt: toIso(endsAt),
      events: chapters.map(chapterJson),
    },
    text: (paint) => {
      const title = `${localDate} of ${userId}, ${timezone}: ${toIso(startsAt)} to ${toIso(endsAt)}, ${span(endsAt - startsAt)}`;
      const told = chapters.map((chapter) =>
        chapterText(chapter, paint, clockTime(chapter.recorded.occurredAt, timezone)),
      );
      return [paint('bold', title), ...(told.length > 0 ? told : ['Nothing happened.'])].join('\n');
    },
  };
}
