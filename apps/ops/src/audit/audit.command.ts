import { asInstant, asKey, asWhole } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { moment } from '../terminal/moments';
import { table } from '../terminal/table';
import type { Paint } from '../terminal/terminal';
import { operationJson, operations, type Operation, type WantedOperations } from './audit.query';

const LIMIT_USUAL = 50;
const LIMIT_MAX = 10_000;

export const addAudit: AddCommand = (parent, desk) => {
  const command = parent
    .command('audit')
    .description(
      'Lists who did what with rights that others have not, to what, why, and how it ended; the latest first.',
    )
    .option('--user <id>', 'only what was done to the data of this user', asKey)
    .option(
      '--action <action>',
      'only what was done so, such as user/erase; account/sign-in is left out unless asked for',
    )
    .option('--since <instant>', 'only what was begun then or later', asInstant)
    .option('--limit <count>', 'at most so many', asWhole(1, LIMIT_MAX), LIMIT_USUAL);
  desk.does(command, list);
};

async function list({ access }: Work, wanted: WantedOperations): Promise<Answer> {
  const rows = await operations(access, wanted);
  return {
    json: rows.map(operationJson),
    text: (paint) => {
      if (rows.length === 0) return 'Nothing was recorded.';
      const cells = rows.map(({ at, actor, action: done, subject, outcome, reason }) => {
        return [moment(at), actor, done, subject, shown(outcome, paint), reason];
      });
      return table(['when', 'who', 'what', 'to what', 'outcome', 'why'], cells, paint);
    },
  };
}

/** What was begun and has not ended is under way, or was cut off. */
function shown(outcome: Operation['outcome'], paint: Paint): string {
  if (outcome === 'begun') return paint('yellow', 'not ended');
  return paint(outcome === 'done' ? 'green' : 'red', outcome);
}
