import type { RecordedEvent } from '@tidemark/event-log';
import type { Access } from '../access/access';
import { homeOf, logs, type LogName } from '../access/logs';
import { misused, notFound } from '../terminal/failure';
import { eventJson } from './event-shown';
import { EVENT_BY_ID, EVENT_BY_VERSION, HEARD_BY, RELATED_EVENTS } from './sql';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STREAM_AND_VERSION = /^(?<streamId>.+)\/(?<version>[1-9]\d{0,8})$/;
/** A wish brings about a handful of events; a bulk upload may bring thousands, which explain nothing more. */
const RELATED_MAX = 200;

interface Hearing {
  readonly consumer: string;
  readonly hasHeard: boolean;
}

/** An event with all that stands around it: what brought it, what it brought, what came of the same wish, who heard. */
export interface Explained {
  readonly event: RecordedEvent;
  readonly cause: RecordedEvent | undefined;
  readonly effects: readonly RecordedEvent[];
  readonly sameWish: readonly RecordedEvent[];
  readonly heardBy: readonly Hearing[];
}

/** An event is named by its id, or by stream and version, which is found at once. */
export async function whyOf(access: Access, named: string): Promise<Explained> {
  const { schema, event } = await eventNamed(access, named);
  const related = await relatedTo(access, event);
  const { rows: heardBy } = await access.database(schema).query<Hearing>(HEARD_BY, [event.lane, event.position]);
  const cause = related.find(({ eventId }) => eventId === event.causationId);
  const effects = related.filter(({ causationId }) => causationId === event.eventId);
  const sameWish = related.filter(
    (other) => ![event, cause, ...effects].some((known) => known?.eventId === other.eventId),
  );
  return { event, cause, effects, sameWish, heardBy };
}

export function explainedJson({ event, cause, effects, sameWish, heardBy }: Explained): object {
  const { commandId, correlationId, deviceId } = event;
  return {
    event: eventJson(event),
    wish: commandId === null ? null : { commandId, correlationId, deviceId },
    cause: cause ? eventJson(cause) : null,
    effects: effects.map(eventJson),
    sameWish: sameWish.map(eventJson),
    heardBy,
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
