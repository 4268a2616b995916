import { asWhole, asZone } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { clockTime, moment, span } from '../terminal/moments';
import { table } from '../terminal/table';
import { bucketJson, comingResets } from './resets.query';

const LIMIT_USUAL = 50;
const LIMIT_MAX = 10_000;

interface Wanted {
  readonly zone?: string;
  readonly limit: number;
}

export const addResets: AddCommand = (parent, desk) => {
  const command = parent
    .command('resets')
    .description('Lists the daily resets to come, by zone and reset time, the next one first.')
    .option('--zone <name>', 'of this zone, such as Europe/Berlin', asZone)
    .option('--limit <count>', 'at most so many', asWhole(1, LIMIT_MAX), LIMIT_USUAL);
  desk.does(command, list);
};

async function list({ access }: Work, wanted: Wanted): Promise<Answer> {
  const rows = await comingResets(access, wanted);
  return {
    json: rows.map(bucketJson),
    text: (paint) => {
      if (rows.length === 0) return 'Nobody has a day that is to be closed.';
      const cells = rows.map(({ timezone, resetTime, nextAt, restMs, users }) => [
        timezone,
        resetTime,
        moment(nextAt),
        clockTime(nextAt, timezone),
        restMs < 0 ? `overdue for ${span(-restMs)}` : `in ${span(restMs)}`,
        users,
      ]);
      return table(['zone', 'reset time', 'at', 'clock there', 'when', 'users'], cells, paint);
    },
  };
}
