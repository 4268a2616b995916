import type { RecordedEvent } from '@tidemark/event-log';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import type { Paint } from '../terminal/terminal';
import { eventLine } from './event-shown';
import { explainedJson, whyOf } from './why.query';

export const addWhy: AddCommand = (parent, desk) => {
  const command = parent
    .command('why')
    .argument('<event>', 'the id of an event, or <stream>/<version>, which is found at once')
    .description('Shows why an event happened and what came of it: wish, events, and who has heard of it.');
  desk.does(command, why);
};

async function why({ access }: Work, _: object, named: string): Promise<Answer> {
  const explained = await whyOf(access, named);
  const { event, cause, effects, sameWish, heardBy } = explained;
  return {
    json: explainedJson(explained),
    text: (paint) =>
      [
        ...told('Because of', cause ? [cause] : [], paint),
        ...(cause ? [] : [wishText(event, paint)]),
        ...told('Happened', [event], paint),
        ...told('Which brought', effects, paint),
        ...told('From the same wish', sameWish, paint),
        paint('bold', 'Heard by'),
        ...heardBy.map(({ consumer, hasHeard }) => `  ${consumer}${hasHeard ? '' : paint('yellow', ' (not yet)')}`),
      ].join('\n'),
  };
}

function told(title: string, events: readonly RecordedEvent[], paint: Paint): readonly string[] {
  if (events.length === 0) return [];
  return [paint('bold', title), ...events.map((event) => `  ${eventLine(event, paint)}`)];
}

function wishText({ commandId, correlationId, deviceId }: RecordedEvent, paint: Paint): string {
  if (commandId === null) return `${paint('bold', 'Because of')}\n  a deadline that came`;
  const where = deviceId === null ? '' : ` on ${deviceId}`;
  return `${paint('bold', 'Because of')}\n  the wish ${commandId}${where}, request ${correlationId ?? '-'}`;
}
