import { isDeepStrictEqual } from 'node:util';

import {
  COUNT_MAX,
  day,
  fromWire,
  isUnderWay,
  MINUTE,
  SECOND,
  timer,
  toIso,
  upcast,
  type Day,
  type DayEvent,
  type Timer,
  type TimerEvent,
} from '@tidemark/domain';
import type { Pool } from 'pg';

import { allEvents, type StoredEvent } from './event-store';
import type { Journal } from './journal';

/** A deadline that nobody has rung for so long was missed; a day may wait for whoever rings it. */
const OVERDUE_MAX_MS = { timer: 5 * SECOND, day: MINUTE };

const HOLES = `
  SELECT stream_id AS "streamId" FROM timer.events GROUP BY stream_id
  HAVING min(version) <> 1 OR max(version) <> count(*) OR count(DISTINCT version) <> count(*)`;
const LANE_HOLES = `
  SELECT lane FROM timer.events GROUP BY lane
  HAVING min(position) <> 1 OR max(position) <> count(*)`;
const OVERDUE = `
  SELECT stream_id AS "streamId" FROM timer.heads
  WHERE category = $1 AND due_at < clock_timestamp() - $2 * interval '1 millisecond'`;
const HEADS = `SELECT stream_id AS "streamId", version, position::int, state FROM timer.heads`;

interface Head {
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly state: object;
}

/** Everything that must hold whatever broke, checked from outside; an empty list is the good news. */
export async function breaches(database: Pool, journal: Journal): Promise<readonly string[]> {
  const events = await allEvents(database);
  const { rows: heads } = await database.query<Head>(HEADS);
  return [
    ...journal.surprises,
    ...effectsOf(journal, events),
    ...(await found(database, HOLES)).map((row) => `I-02 versions have a hole: ${row}`),
    ...(await found(database, LANE_HOLES)).map((row) => `positions have a hole: ${row}`),
    ...(await found(database, OVERDUE, 'timer', OVERDUE_MAX_MS.timer)).map((row) => `I-11 a timer was missed: ${row}`),
    ...(await found(database, OVERDUE, 'day', OVERDUE_MAX_MS.day)).map((row) => `I-17 a reset was missed: ${row}`),
    ...storiesOf(events, heads),
  ];
}

async function found(database: Pool, statement: string, ...values: unknown[]): Promise<readonly string[]> {
  const { rows } = await database.query<object>(statement, values);
  return rows.map((row) => JSON.stringify(row));
}

/** [I-01] What each command leaves behind when it is taken: this once, whatever else comes with it. */
const EFFECTS: Readonly<Record<string, string>> = {
  'timer/start': 'SessionStarted',
  'timer/pause': 'SessionPaused',
  'timer/resume': 'SessionResumed',
  'timer/extend': 'SessionExtended',
  'timer/skip': 'SessionStarted',
};

function effectsOf({ entries }: Journal, events: readonly StoredEvent[]): readonly string[] {
  const byCommand = groupedBy(events, ({ commandId }) => commandId);
  return entries.flatMap((entry) => {
    const { name, commandId, answer } = entry;
    const left = byCommand.get(commandId) ?? [];
    const types = left.map(({ type }) => type);
    const told = `${name} ${commandId}: ${types.join(', ') || 'nothing'} after ${JSON.stringify(answer)}`;
    if (new Set(types).size !== types.length) return [`I-01 done twice: ${told}`];
    if (!answer) return [];
    if (!answer.ok) return left.length > 0 ? [`I-01 refused and done: ${told}`] : [];
    const effect = EFFECTS[name];
    if (effect !== undefined && !types.includes(effect)) return [`I-01 acknowledged and lost: ${told}`];
    return left.some(({ version }) => version > (answer.version ?? 0)) ? [`I-01 done again later: ${told}`] : [];
  });
}

/** Tells every stream again from its first event, and compares the end with the head. */
function storiesOf(events: readonly StoredEvent[], heads: readonly Head[]): readonly string[] {
  const byStream = groupedBy(events, ({ streamId }) => streamId);
  return heads.flatMap((head) => {
    const story = byStream.get(head.streamId) ?? [];
    const { state, wrongs } = head.streamId.startsWith('day-') ? dayRetold(story) : retold(story);
    const isEqual =
      isDeepStrictEqual(JSON.parse(JSON.stringify(state)), head.state) &&
      story.length === head.version &&
      story.at(-1)?.position === head.position;
    const wrong = isEqual ? wrongs : [...wrongs, `I-07 head differs: ${JSON.stringify([head.state, state])}`];
    return wrong.map((what) => `${head.streamId}: ${what}`);
  });
}

/** [I-16] [I-17] No date is closed twice, dates only go on, and a count never leaves its range. */
function dayRetold(story: readonly StoredEvent[]): { state: Day; wrongs: readonly string[] } {
  const wrongs: string[] = [];
  let state = day.initial;
  let closedUpTo = '';
  for (const event of story.map(read<DayEvent>)) {
    state = day.evolve(state, event);
    if (state.count < 0 || state.count > COUNT_MAX) wrongs.push(`I-16 a count of ${state.count}`);
    if (event.type !== 'DayClosed') continue;
    for (const { localDate, startsAt, endsAt } of event.data.closed) {
      if (localDate <= closedUpTo) wrongs.push(`I-17 ${localDate} is closed after ${closedUpTo}`);
      if (endsAt < startsAt) wrongs.push(`I-18 ${localDate} ends before it starts`);
      closedUpTo = localDate;
    }
  }
  return { state, wrongs };
}

function read<Event>({ type: name, schemaVersion, data: stored }: StoredEvent): Event {
  const { type, data } = upcast(name, schemaVersion, stored);
  return { type, data: fromWire(data) } as Event;
}

function retold(story: readonly StoredEvent[]): { state: Timer; wrongs: readonly string[] } {
  const wrongs: string[] = [];
  const ended = new Set<string>();
  let state = timer.initial;
  for (const stored of story) {
    const event = read<TimerEvent>(stored);
    wrongs.push(...wrongIn(event, stored, state, ended));
    state = timer.evolve(state, event);
  }
  return { state, wrongs };
}

function wrongIn(event: TimerEvent, { recordedAt }: StoredEvent, before: Timer, ended: Set<string>): string[] {
  switch (event.type) {
    case 'SessionStarted':
      return isUnderWay(before) ? ['I-13 two sessions at once'] : [];
    case 'SessionCompleted':
    case 'SessionInterrupted': {
      const { sessionId } = event.data;
      const wasEnded = ended.has(sessionId);
      ended.add(sessionId);
      const wrongs = wasEnded ? [`I-11 ${sessionId} ended twice`] : [];
      return event.type === 'SessionCompleted' ? [...wrongs, ...earlyIn(event, recordedAt, before)] : wrongs;
    }
    default:
      return [];
  }
}

type Completed = Extract<TimerEvent, { type: 'SessionCompleted' }>;

/** [I-12] [T5] */
function earlyIn({ data: { completedAt } }: Completed, recordedAt: number, before: Timer): string[] {
  if (before.status !== 'running') return [`I-11 completed while ${before.status}`];
  const wrongs =
    before.endsAt === completedAt ? [] : [`T5 completed at ${toIso(completedAt)}, due ${toIso(before.endsAt)}`];
  return recordedAt >= completedAt ? wrongs : [...wrongs, `I-12 completed before ${toIso(completedAt)}`];
}

function groupedBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
