import { setTimeout as pause } from 'node:timers/promises';
import { categoryOf, type RecordedEvent } from '@tidemark/event-log';
import { Option } from 'commander';
import type { Pool } from 'pg';
import { categories, logs } from '../access/logs';
import { asKey } from '../terminal/arguments';
import type { AddCommand, Work } from '../terminal/desk';
import { EXIT, type ExitCode } from '../terminal/exit-codes';
import { eventJson, eventLine } from './event-shown';
import { EVENTS_SINCE, LANE_ENDS } from './sql';

const LOOK_EVERY_MS = 300;
const PAGE_MAX = 500;

interface Wanted {
  readonly user?: string;
  readonly category?: string;
}

export const addTail: AddCommand = (parent, desk) => {
  const command = parent
    .command('tail')
    .description('Follows the logs themselves, so that nothing is missed while NATS is away; Ctrl-C ends it.')
    .option('--user <id>', 'of this user', asKey)
    .addOption(new Option('--category <name>', 'of this kind').choices(categories));
  desk.does(command, tail);
};

async function tail({ access, surroundings, paint, isJson }: Work, wanted: Wanted): Promise<ExitCode> {
  const { stopping, write, writeError } = surroundings;
  const followed = await Promise.all(logs.map(({ schema }) => fromNowOn(access.database(schema))));
  if (!isJson) writeError(`${paint('dim', 'Following; Ctrl-C ends it.')}\n`);
  while (!stopping.aborted) {
    let most = 0;
    for (const { database, ends } of followed) {
      const page = await next(database, ends);
      most = Math.max(most, page.length);
      for (const recorded of page.filter((event) => isWanted(event, wanted))) {
        write(`${isJson ? JSON.stringify(eventJson(recorded)) : eventLine(recorded, paint)}\n`);
      }
    }
    if (most < PAGE_MAX) await pause(LOOK_EVERY_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
  return EXIT.done;
}

async function fromNowOn(database: Pool): Promise<{ database: Pool; ends: Map<number, number> }> {
  const { rows } = await database.query<{ lane: number; position: number }>(LANE_ENDS);
  return { database, ends: new Map(rows.map(({ lane, position }) => [lane, position])) };
}

async function next(database: Pool, ends: Map<number, number>): Promise<readonly RecordedEvent[]> {
  const { rows } = await database.query<RecordedEvent>(EVENTS_SINCE, [[...ends.keys()], [...ends.values()], PAGE_MAX]);
  for (const { lane, position } of rows) ends.set(lane, Math.max(position, ends.get(lane) ?? 0));
  return rows;
}

function isWanted({ userId, streamId }: RecordedEvent, { user, category }: Wanted): boolean {
  return (user === undefined || userId === user) && (category === undefined || categoryOf(streamId) === category);
}
