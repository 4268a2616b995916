import { asWhole } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { moment } from '../terminal/moments';
import { table } from '../terminal/table';
import { deadLetters, letterJson } from './letters.query';

const LIMIT_USUAL = 50;
const LIMIT_MAX = 10_000;

export const addListLetters: AddCommand = (parent, desk) => {
  const command = parent
    .command('list', { isDefault: true })
    .description('Lists what could not be applied and was put aside, the latest first.')
    .option('--limit <count>', 'at most so many', asWhole(1, LIMIT_MAX), LIMIT_USUAL);
  desk.does(command, list);
};

async function list({ access }: Work, { limit }: { readonly limit: number }): Promise<Answer> {
  const rows = await deadLetters(access, limit);
  return {
    json: rows.map(letterJson),
    text: (paint) => {
      if (rows.length === 0) return paint('green', 'Nothing was put aside.');
      const cells = rows.map(({ letter, putAsideAt, tries, what, reason }) => [
        letter,
        moment(putAsideAt),
        tries,
        what,
        reason,
      ]);
      return table(['letter', 'put aside', 'tries', 'what', 'why'], cells, paint);
    },
  };
}
