import { asKey } from '../terminal/arguments';
import type { AddCommand, Work } from '../terminal/desk';
import { EXIT, type ExitCode } from '../terminal/exit-codes';
import { notFound } from '../terminal/failure';
import { TABLES_OF_USERS } from './sql';

interface KeptTable {
  readonly name: string;
  readonly statement: string;
}

interface Kept {
  readonly name: string;
  readonly rows: readonly object[];
}

export const addExport: AddCommand = (parent, desk) => {
  const command = parent
    .command('export')
    .argument('<user>', 'the id of a user', asKey)
    .description(
      'Writes everything that is kept of a user as JSON, table by table; passwords and sessions are not among it.',
    );
  desk.does(command, exportUser);
};

async function exportUser({ access, surroundings }: Work, _: object, userId: string): Promise<ExitCode> {
  const database = access.database('timer');
  const { rows: tables } = await database.query<KeptTable>(TABLES_OF_USERS);
  const kept: Kept[] = [];
  for (const { name, statement } of tables) {
    const { rows } = await database.query<{ row: object }>(statement, [userId]);
    if (rows.length > 0) kept.push({ name, rows: rows.map(({ row }) => row) });
  }
  if (kept.length === 0) throw notFound(`user ${userId}`);
  surroundings.write(`{"userId":${JSON.stringify(userId)},"tables":{`);
  kept.forEach((table, index) => surroundings.write(`${index > 0 ? ',' : ''}\n${tableText(table)}`));
  surroundings.write('\n}}\n');
  return EXIT.done;
}

function tableText({ name, rows }: Kept): string {
  return `${JSON.stringify(name)}:[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}]`;
}
