import { audited } from '../../audit/audited';
import { reasonOption } from '../../terminal/arguments';
import type { AddCommand, Answer, Work } from '../../terminal/desk';
import { notFound } from '../../terminal/failure';
import { table } from '../../terminal/table';
import { asScratchName, labelIn } from './scratch-schema';
import { SCRATCH_SCHEMAS } from './sql';

const MEGABYTE = 1_048_576;

interface Scratch {
  readonly name: string;
  readonly selection: string;
  readonly bytes: number;
}

export const addScratch: AddCommand = (parent, desk) => {
  const group = parent.command('scratch').description('Lists schemas for experiments, and drops them.');
  const all = group
    .command('list', { isDefault: true })
    .description('Lists what replay has folded into schemas of its own.');
  desk.does(all, list);
  const one = group
    .command('drop')
    .argument('<schema>', 'as the list names it')
    .description('Removes a schema for experiments with all that is in it; needs the owner of the tables.')
    .addOption(reasonOption());
  desk.does(one, drop);
};

async function list({ access }: Work): Promise<Answer> {
  const found = await scratches(access);
  return {
    json: found,
    text: (paint) => {
      if (found.length === 0) return 'There is no schema for experiments.';
      const cells = found.map(({ name, bytes, selection }) => [name, Math.ceil(bytes / MEGABYTE), selection]);
      return table(['schema', 'MB', 'folded from'], cells, paint);
    },
  };
}

async function drop(work: Work, { reason }: { readonly reason: string }, given: string): Promise<Answer> {
  const name = asScratchName(given);
  if (!(await scratches(work.access)).some((scratch) => scratch.name === name))
    throw notFound(`schema ${name} of ours`);
  await audited(work, { action: 'scratch/drop', subject: name, reason }, async () => {
    const owner = await work.access.owner();
    await owner.query(`DROP SCHEMA ${name} CASCADE`);
  });
  return { json: { dropped: name }, text: (paint) => paint('green', `${name} is gone.`) };
}

/** Others may have schemas of such names too; ours say so. */
async function scratches(access: Work['access']): Promise<readonly Scratch[]> {
  const { rows } = await access
    .database('timer')
    .query<{ name: string; label: string | null; bytes: number }>(SCRATCH_SCHEMAS);
  return rows.flatMap(({ name, label, bytes }) => {
    const ours = labelIn(label);
    return ours ? [{ name, selection: ours.selection, bytes }] : [];
  });
}
