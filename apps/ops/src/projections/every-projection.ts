import type { Projection, RebuildPlace } from '@tidemark/event-log';
import { bookProjection, checkpointProjection } from '@tidemark/projections';
import { Argument } from 'commander';
import type { LogName } from '../access/logs';
import { misused } from '../terminal/failure';

/** A projection, the schema of its tables, and that of the log from which they can be made anew. */
export interface Rebuildable {
  readonly projection: Projection;
  readonly schema: LogName;
  readonly log: LogName;
}

export const everyProjection: readonly Rebuildable[] = [
  { projection: checkpointProjection, schema: 'timer', log: 'timer' },
  { projection: bookProjection, schema: 'progress', log: 'timer' },
];

export const projectionArgument = () =>
  new Argument('<projection>', 'which').choices(everyProjection.map(({ projection }) => projection.name));

export function projectionNamed(name: string): Rebuildable {
  const found = everyProjection.find(({ projection }) => projection.name === name);
  if (!found) throw misused(`There is no projection ${name}.`);
  return found;
}

export const placeOf = ({ schema, log }: Rebuildable, owner: RebuildPlace['owner']): RebuildPlace => ({
  owner,
  schema,
  log,
});
