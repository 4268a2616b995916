import type { RecordedEvent } from '@tidemark/event-log';
import type { Access } from '../access/access';
import { homeOf, logs, type LogName } from '../access/logs';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { misused, notFound } from '../terminal/failure';
import type { Paint } from '../terminal/terminal';
import { eventJson, eventLine } from './event-shown';
import { EVENT_BY_ID, EVENT_BY_VERSION, HEARD_BY, RELATED_EVENTS } from './sql';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STREAM_AND_VERSION = /^(?<streamId>.+)\/(?<version>[1-9]\d{0,8})$/;
/** A wish brings about a handful of events; a bulk upload may bring thousands, which explain nothing more. */
const RELATED_MAX = 200;

interface Hearing {
  readonly consumer: string;
  readonly hasHeard: boolean;
}

export const addWhy: AddCommand = (parent, desk) => {
  const command = parent
    .command('why')
    .argument('<event>', 'the id of an event, or <stream>/<version>, which is found at once')
    .description('Shows why an event happened and what came of it: wish, events, and who has heard of it.');
  desk.does(command, why);
};

async function why({ access }: Work, _: object, named: string): Promise<Answer> {
  const { schema, event } = await eventNamed(access, named);
  const related = await relatedTo(access, event);
  const { rows: heard } = await access.database(schema).query<Hearing>(HEARD_BY, [event.lane, event.position]);
  const cause = related.find(({ eventId }) => eventId === event.causationId);
  const effects = related.filter(({ causationId }) => causationId === event.eventId);
  const together = related.filter(
    (other) => ![event, cause, ...effects].some((known) => known?.eventId === other.eventId),
  );
  const { commandId, correlationId, deviceId } = event;
  return {
    json: {
      event: eventJson(event),
      wish: commandId === null ? null : { commandId, correlationId, deviceId },
      cause: cause ? eventJson(cause) : null,
      effects: effects.map(eventJson),
      sameWish: together.map(eventJson),
      heardBy: heard,
    },
    text: (paint) =>
      [
        ...told('Because of', cause ? [cause] : [], paint),
        ...(cause ? [] : [wishText(event, paint)]),
        ...told('Happened', [event], paint),
        ...told('Which brought', effects, paint),
        ...told('From the same wish', together, paint),
        paint('bold', 'Heard by'),
        ...heard.map(({ consumer, hasHeard }) => `  ${consumer}${hasHeard ? '' : paint('yellow', ' (not yet)')}`),
      ].join('\n'),
  };
}

async function eventNamed(access: Access, named: string): Promise<{ schema: LogName; event: RecordedEvent }> {
  const { streamId, version } = STREAM_AND_VERSION.exec(named)?.groups ?? {};
  if (streamId !== undefined) {
    const { schema } = homeOf(streamId);
    const { rows } = await access.database(schema).query<RecordedEvent>(EVENT_BY_VERSION, [streamId, version]);
    if (rows[0]) return { schema, event: rows[0] };
    throw notFound(`event ${named}`);
  }
  if (!UUID.test(named)) throw misused(`${named} is neither the id of an event nor <stream>/<version>.`);
  for (const { schema } of logs) {
    const { rows } = await access.database(schema).query<RecordedEvent>(EVENT_BY_ID, [named]);
    if (rows[0]) return { schema, event: rows[0] };
  }
  throw notFound(`event ${named}`);
}

/** Over all logs, since a fact of one service may be the cause of an event in another. */
async function relatedTo(access: Access, event: RecordedEvent): Promise<readonly RecordedEvent[]> {
  const values = [event.userId, event.correlationId, event.eventId, event.causationId, RELATED_MAX];
  const found = await Promise.all(
    logs.map(async ({ schema }) => (await access.database(schema).query<RecordedEvent>(RELATED_EVENTS, values)).rows),
  );
  return found.flat().filter(({ eventId }) => eventId !== event.eventId);
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
