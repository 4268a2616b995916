import { rebuild, type Projection, type RebuildProgress } from '@tidemark/event-log';
import { checkpointProjection } from '@tidemark/projections';
import { Argument } from 'commander';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { EXIT } from '../terminal/exit-codes';
import { Failure } from '../terminal/failure';
import { span } from '../terminal/moments';
import { progressLine } from '../terminal/progress-line';
import { RebuildMeter, type LaneStanding } from './rebuild-meter';
import { REACHED } from './sql';

/** Every projection that is folded from the log of its own schema, by its name. */
const rebuildable: ReadonlyMap<string, Projection> = new Map([[checkpointProjection.name, checkpointProjection]]);
const SCHEMA = 'timer';

export const addRebuild: AddCommand = (parent, desk) => {
  const command = parent
    .command('rebuild')
    .addArgument(new Argument('<projection>', 'which').choices([...rebuildable.keys()]))
    .description(
      'Folds a projection anew beside the live one and swaps the two in one step; needs the owner of the tables.',
    )
    .addHelpText('after', '\nCtrl-C stops it, and so does a crash; asked again, it goes on where it was.');
  desk.does(command, run);
};

async function run({ access, surroundings, isJson }: Work, _: object, name: string): Promise<Answer> {
  const projection = rebuildable.get(name) ?? checkpointProjection;
  const { rows } = await access.database(SCHEMA).query<LaneStanding>(REACHED, [`${projection.name}_next`]);
  const meter = new RebuildMeter(rows);
  const line = progressLine(surroundings, isJson);
  const { stopping } = surroundings;
  const report = (step: RebuildProgress) => {
    if (stopping.aborted) throw new Failure(EXIT.cancelled, 'Stopped. What is done is kept: asked again, it goes on.');
    meter.note(step);
    line.show(meter.line());
  };
  await rebuild({ owner: await access.owner(), schema: SCHEMA }, projection, report).finally(() => line.clear());
  const { read, resumedAfter, durationMs } = meter;
  return {
    json: { projection: projection.name, events: read, resumedAfter, durationMs },
    text: (paint) => {
      const resumed = resumedAfter > 0 ? `, after ${resumedAfter} that had been read before,` : '';
      return paint('green', `${projection.name} are made anew of ${read} events${resumed} in ${span(durationMs)}.`);
    },
  };
}
