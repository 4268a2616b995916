import { tableFindings } from '@tidemark/event-log';
import type { Access } from '../access/access';
import { logs } from '../access/logs';
import type { Breach, Rule } from './breach';
import { CURSORS_AHEAD, EVENTS_TWICE, FOREIGN_ROWS, REWRITERS } from './sql';

const ROWS_MAX = 100;
const RULES = { versions: 'I-02', lanes: 'I-04', heads: 'I-07', deadlines: 'I-11' } as const;

/** What is seen at a glance, however large the installation is. */
export async function glance(access: Access): Promise<readonly Breach[]> {
  const cursors = await Promise.all(logs.map(({ schema }) => found(access, schema, 'I-05', CURSORS_AHEAD)));
  return [...(await found(access, 'timer', 'I-03', REWRITERS)), ...cursors.flat()];
}

/** What only reading whole tables shows: lanes without a hole, and rows that belong to nobody. */
export async function wholeTables(access: Access): Promise<readonly Breach[]> {
  const breaches = [...(await found(access, 'timer', 'I-26', FOREIGN_ROWS, [ROWS_MAX]))];
  for (const { schema } of logs) {
    for (const { rule, subject, what } of await tableFindings(await access.log(schema))) {
      const named = rule === 'lanes' ? `${schema}, lane ${subject}` : subject;
      breaches.push({ rule: RULES[rule], subject: named, what });
    }
    breaches.push(...(await found(access, schema, 'I-01', EVENTS_TWICE, [ROWS_MAX])));
  }
  return breaches;
}

async function found(
  access: Access,
  schema: 'timer' | 'progress',
  rule: Rule,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly Breach[]> {
  const { rows } = await access.database(schema).query<Omit<Breach, 'rule'>>(statement, [...values]);
  return rows.map((row) => ({ ...row, rule }));
}
