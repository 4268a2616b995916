import { makeTwin, type RebuildPlace } from '@tidemark/event-log';
import type { ClientBase } from 'pg';
import { everyProjection } from '../../projections/every-projection';
import { EXIT } from '../../terminal/exit-codes';
import { Failure, misused } from '../../terminal/failure';
import { LABEL, LABEL_OF, MAKE_STRETCHES } from './sql';

const NAME = /^scratch_[a-z0-9_]{1,40}$/;

/** What is written on a schema of ours: what of the log it holds. */
export interface ScratchLabel {
  readonly tidemark: 'scratch';
  readonly selection: string;
}

/** Never a schema that somebody lives in, and a name that can stand in a statement. */
export const asScratchName = (text: string): string => {
  if (NAME.test(text)) return text;
  throw misused(
    `${text} is not a schema for experiments; that is scratch_ and 1 to 40 of small letters, digits and _.`,
  );
};

export function labelIn(comment: string | null | undefined): ScratchLabel | undefined {
  if (!comment?.startsWith('{')) return undefined;
  const label = JSON.parse(comment) as Partial<ScratchLabel>;
  return label.tidemark === 'scratch' ? (label as ScratchLabel) : undefined;
}

/** Makes the schema with empty tables of today's shape, or finds it as an earlier run has left it. */
export async function makeScratch(owner: ClientBase, name: string, selection: string): Promise<void> {
  const known = await owner.query<{ isThere: boolean; label: string | null }>(LABEL_OF, [name]);
  const { isThere = false, label = null } = known.rows[0] ?? {};
  const held = labelIn(label)?.selection;
  if (isThere && held !== selection) {
    throw new Failure(
      EXIT.refused,
      `${name} is taken, by ${held ?? 'somebody else'}. Drop it first, or take another name.`,
    );
  }
  await owner.query(`CREATE SCHEMA IF NOT EXISTS ${name}`);
  const { rows } = await owner.query<{ statement: string }>(LABEL, [
    name,
    JSON.stringify({ tidemark: 'scratch', selection } satisfies ScratchLabel),
  ]);
  for (const { statement } of rows) await owner.query(statement);
  const timer: RebuildPlace = { owner, schema: 'timer' };
  await makeTwin(timer, name, 'heads');
  for (const { projection, schema } of everyProjection) {
    for (const table of projection.tables) await makeTwin({ owner, schema }, name, table);
  }
  await owner.query(`SET search_path = ${name}`);
  await owner.query(MAKE_STRETCHES);
  await owner.query(`GRANT USAGE ON SCHEMA ${name} TO tidemark_ops`);
}
