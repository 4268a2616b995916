import { asideOf, isDifferent, rebuild, type RebuildProgress, type TableDifference } from '@tidemark/event-log';
import { audited } from '../audit/audited';
import { Pace } from '../replay/pace';
import { asWhole, reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { EXIT } from '../terminal/exit-codes';
import { Failure } from '../terminal/failure';
import { span } from '../terminal/moments';
import { progressLine } from '../terminal/progress-line';
import { differencesText } from './differences';
import { placeOf, projectionArgument, projectionNamed } from './every-projection';
import { RebuildMeter, type LaneStanding } from './rebuild-meter';
import { REACHED } from './sql';

const RATE_MAX = 1_000_000;

interface Wishes {
  readonly acceptDifferences?: boolean;
  readonly anew?: boolean;
  readonly compare: boolean;
  readonly rate?: number;
  readonly reason: string;
}

export const addRebuild: AddCommand = (parent, desk) => {
  const command = parent
    .command('rebuild')
    .addArgument(projectionArgument())
    .description(
      'Folds a projection anew beside the live one, compares the two and switches over in one step; needs the owner of the tables.',
    )
    .option('--accept-differences', 'switch over although some rows are not what they were')
    .addOption(reasonOption())
    .option('--no-compare', 'switch over without a look at what differs, where the tables are too large for it')
    .option('--rate <events>', 'at most so many events a second, to leave the machine to others', asWhole(1, RATE_MAX))
    .option('--anew', 'begin at the first event, whatever an earlier run has read')
    .addHelpText(
      'after',
      '\nCtrl-C stops it, and so does a crash; asked again, it goes on where it was. What was live is kept for a rollback.',
    );
  desk.does(command, run);
};

async function run(work: Work, wishes: Wishes, name: string): Promise<Answer> {
  const rebuildable = projectionNamed(name);
  const meter = await meterOf(work, rebuildable, wishes);
  const line = progressLine(work.surroundings, work.isJson);
  const report = (step: RebuildProgress) => {
    if (work.surroundings.stopping.aborted) throw stopped();
    meter.note(step);
    line.show(meter.line());
  };
  const pace = wishes.rate === undefined ? undefined : new Pace(wishes.rate, work.surroundings.stopping);
  let paced = 0;
  const rest = async () => {
    await pace?.after(meter.read - paced);
    paced = meter.read;
  };
  let compared: readonly TableDifference[] = [];
  const judge = (differences: readonly TableDifference[]) => {
    compared = differences;
    if (!wishes.acceptDifferences && differences.some(isDifferent)) throw new NotSwitched();
  };
  const { projection } = rebuildable;
  const place = placeOf(rebuildable, await work.access.owner());
  const deed = { action: 'projection/rebuild', subject: name, reason: wishes.reason };
  const isSwitched = await audited(work, deed, () =>
    rebuild(place, projection, { report, rest, anew: wishes.anew ?? false, ...(wishes.compare && { judge }) }),
  )
    .then(() => true, refusedByJudge)
    .finally(() => line.clear());
  return told(projection.name, { meter, compared, isSwitched });
}

async function meterOf(
  { access }: Work,
  { projection, schema, log }: ReturnType<typeof projectionNamed>,
  { anew }: Pick<Wishes, 'anew'>,
): Promise<RebuildMeter> {
  const consumer = anew ? '' : asideOf({ schema }, projection, 'next').consumer;
  const { rows } = await access.database(log).query<LaneStanding>(REACHED, [consumer]);
  return new RebuildMeter(rows);
}

const stopped = () => new Failure(EXIT.cancelled, 'Stopped. What is done is kept: asked again, it goes on.');

/** What was live stays live, and what was made is kept. */
class NotSwitched extends Error {
  constructor() {
    super('Old and new differ, so nothing was switched.');
  }
}

function refusedByJudge(error: unknown): boolean {
  if (error instanceof NotSwitched) return false;
  throw error;
}

interface Outcome {
  readonly meter: RebuildMeter;
  readonly compared: readonly TableDifference[];
  readonly isSwitched: boolean;
}

function told(name: string, { meter, compared, isSwitched }: Outcome): Answer {
  const { read, resumedAfter, durationMs } = meter;
  return {
    exitCode: isSwitched ? EXIT.done : EXIT.breach,
    json: { projection: name, events: read, resumedAfter, durationMs, switched: isSwitched, compared },
    text: (paint) => {
      const resumed = resumedAfter > 0 ? `, after ${resumedAfter} that had been read before,` : '';
      const made = `${name} are made anew of ${read} events${resumed} in ${span(durationMs)}.`;
      const ending = isSwitched
        ? paint('green', made)
        : `${made}\n${paint('red', 'Nothing was switched: old and new differ. --accept-differences switches all the same.')}`;
      return compared.length > 0 ? `${differencesText(compared, paint)}\n\n${ending}` : ending;
    },
  };
}
