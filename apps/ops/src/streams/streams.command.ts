import { toIso, type Instant } from '@tidemark/domain';
import { Option } from 'commander';
import { categories, logs } from '../access/logs';
import { asInstant, asKey, asWhole } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { isoOf, moment } from '../terminal/moments';
import { table } from '../terminal/table';
import { FIND_STREAMS } from './sql';

const LIMIT_USUAL = 50;
const LIMIT_MAX = 10_000;

interface Wanted {
  readonly user?: string;
  readonly category?: string;
  readonly type?: string;
  readonly since?: Instant;
  readonly until?: Instant;
  readonly limit: number;
}

interface Found {
  readonly streamId: string;
  readonly userId: string;
  readonly category: string;
  readonly version: number;
  readonly occurredAt: Instant;
  readonly dueAt: Instant | null;
}

export const addStreams: AddCommand = (parent, desk) => {
  const command = parent
    .command('streams')
    .description('Lists streams, the one that was written to last first.')
    .option('--user <id>', 'of this user', asKey)
    .addOption(new Option('--category <name>', 'of this kind').choices(categories))
    .option('--type <name>', 'with an event of this type, such as SessionStarted')
    .option('--since <instant>', 'with an event at or after this instant', asInstant)
    .option('--until <instant>', 'with an event before this instant', asInstant)
    .option('--limit <count>', 'at most so many', asWhole(1, LIMIT_MAX), LIMIT_USUAL);
  desk.does(command, list);
};

async function list(work: Work, { user, category, type, since, until, limit }: Wanted): Promise<Answer> {
  const values = [user, category, type, since, until, limit].map((value) => value ?? null);
  const pages = await Promise.all(
    logs.map(async ({ schema }) => (await work.access.database(schema).query<Found>(FIND_STREAMS, values)).rows),
  );
  const found = pages
    .flat()
    .sort((one, other) => other.occurredAt - one.occurredAt)
    .slice(0, limit);
  return {
    json: found.map((stream) => ({ ...stream, occurredAt: toIso(stream.occurredAt), dueAt: isoOf(stream.dueAt) })),
    text: (paint) => {
      const rows = found.map(({ streamId, version, occurredAt, dueAt }) => {
        return [streamId, version, moment(occurredAt), moment(dueAt)];
      });
      return rows.length > 0
        ? table(['stream', 'version', 'last event', 'due'], rows, paint)
        : 'No stream is like that.';
    },
  };
}
