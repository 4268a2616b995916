import { Option } from 'commander';
import { categories } from '../access/logs';
import { asInstant, asKey, asWhole } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { moment } from '../terminal/moments';
import { table } from '../terminal/table';
import { findStreams, streamJson, type WantedStreams } from './streams.query';

const LIMIT_USUAL = 50;
const LIMIT_MAX = 10_000;

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

async function list({ access }: Work, wanted: WantedStreams): Promise<Answer> {
  const found = await findStreams(access, wanted);
  return {
    json: found.map(streamJson),
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
