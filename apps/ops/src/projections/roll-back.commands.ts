import { asideOf, dropAside, rollBack } from '@tidemark/event-log';
import { audited } from '../audit/audited';
import { reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { notFound } from '../terminal/failure';
import { placeOf, projectionArgument, projectionNamed, type Rebuildable } from './every-projection';
import { IS_THERE, KEPT_SINCE } from './sql';

interface Reasoned {
  readonly reason: string;
}

interface Dropping extends Reasoned {
  readonly unfinished?: boolean;
}

export const addRollBack: AddCommand = (parent, desk) => {
  const command = parent
    .command('rollback')
    .addArgument(projectionArgument())
    .addOption(reasonOption())
    .description(
      'Goes back to what was live before the last switch, brought up to date; needs the owner of the tables.',
    );
  desk.does(command, goBack);
};

export const addDropOld: AddCommand = (parent, desk) => {
  const command = parent
    .command('drop-old')
    .addArgument(projectionArgument())
    .addOption(reasonOption())
    .description('Removes what was live before the last switch; there is no way back after it.')
    .option('--unfinished', 'removes what an unfinished rebuild has made instead');
  desk.does(command, dropOld);
};

async function goBack(work: Work, { reason }: Reasoned, name: string): Promise<Answer> {
  const rebuildable = projectionNamed(name);
  const { schema, keptSince } = await kept(work, rebuildable);
  const place = placeOf(rebuildable, await work.access.owner());
  const deed = { action: 'projection/rollback', subject: name, reason };
  await audited(work, deed, () => rollBack(place, rebuildable.projection));
  return {
    json: { projection: name, keptSince, kept: schema },
    text: (paint) =>
      `${paint('green', `${name} are again what they were before ${keptSince}, and up to date.`)}\nWhat was live until now is kept in ${schema}.`,
  };
}

async function dropOld(work: Work, { reason, unfinished = false }: Dropping, name: string): Promise<Answer> {
  const rebuildable = projectionNamed(name);
  const which = unfinished ? 'next' : 'previous';
  const { schema } = unfinished ? await begun(work, rebuildable) : await kept(work, rebuildable);
  const place = placeOf(rebuildable, await work.access.owner());
  const deed = { action: 'projection/drop-old', subject: schema, reason };
  await audited(work, deed, () => dropAside(place, rebuildable.projection, which));
  return { json: { projection: name, dropped: schema }, text: (paint) => paint('green', `${schema} is gone.`) };
}

async function begun({ access }: Pick<Work, 'access'>, { projection, schema }: Rebuildable) {
  const next = asideOf({ schema }, projection, 'next').schema;
  const { rows } = await access.database(schema).query<{ isThere: boolean }>(IS_THERE, [next]);
  if (!rows[0]?.isThere) throw notFound(`unfinished rebuild of ${projection.name}`);
  return { schema: next };
}

async function kept({ access }: Pick<Work, 'access'>, { projection, schema }: Rebuildable) {
  const previous = asideOf({ schema }, projection, 'previous').schema;
  const { rows } = await access.database(schema).query<{ keptSince: string | null }>(KEPT_SINCE, [previous]);
  const keptSince = rows[0]?.keptSince;
  if (keptSince === undefined || keptSince === null)
    throw notFound(`earlier ${projection.name}; they were never rebuilt`);
  return { schema: previous, keptSince };
}
