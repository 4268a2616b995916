import { isDifferent, type TableDifference } from '@tidemark/event-log';
import { table } from '../terminal/table';
import type { Paint } from '../terminal/terminal';

/** Every table with how many rows it had and has, and the first rows that are not what they were. */
export function differencesText(compared: readonly TableDifference[], paint: Paint): string {
  const counts = compared.map(({ table: name, rowsBefore, rowsAfter, goneCount, newCount }) => {
    return [name, rowsBefore, rowsAfter, goneCount, newCount];
  });
  const rows = compared
    .filter(isDifferent)
    .flatMap((difference) => [
      ...difference.gone.map((row) => `${paint('red', `- ${difference.table}`)} ${JSON.stringify(row)}`),
      ...difference.new.map((row) => `${paint('green', `+ ${difference.table}`)} ${JSON.stringify(row)}`),
    ]);
  const overview = table(['table', 'rows before', 'rows after', 'only before', 'only after'], counts, paint);
  return [overview, ...(rows.length > 0 ? ['', ...rows] : [])].join('\n');
}
