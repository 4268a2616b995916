import { SECOND } from '@tidemark/domain';
import { hearsReplays, factsOfReplay } from '@tidemark/messaging';
import { Option } from 'commander';
import { audited } from '../audit/audited';
import { asReason, asWhole } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { misused, notFound } from '../terminal/failure';
import { isoOf, moment, span } from '../terminal/moments';
import { table } from '../terminal/table';
import { publish } from './publishing';
import { countIn, eventsIn, stretchesOf, type Counted } from './range.query';
import { foldInto } from './scratch/folding';
import { asScratchName } from './scratch/scratch-schema';
import { addSelection, asReplayName, selectedLogs, selectionText, type Selected } from './selection';

const RATE_USUAL = 1_000;
const RATE_MAX = 5_000;
const SUBJECT = /^tidemark\.replay\.(?<name>[^.]+)$/;

interface Wishes extends Selected {
  readonly toSubject?: string;
  readonly toConsumer?: string;
  readonly intoSchema?: string;
  readonly rate: number;
  readonly dryRun?: boolean;
  readonly reason?: string;
}

export const addReplay: AddCommand = (parent, desk) => {
  const command = parent
    .command('replay')
    .description('Tells a part of the log again, apart from what happens, or folds it into a schema of its own.')
    .option('--to-subject <subject>', 'publishes under tidemark.replay.<name>')
    .option('--to-consumer <durable>', 'publishes to one consumer that hears replays')
    .option('--into-schema <schema>', 'folds into scratch_<name>; needs the owner of the tables')
    .option('--rate <events>', 'at most so many events a second', asWhole(1, RATE_MAX), RATE_USUAL)
    .option('--dry-run', 'only tells how much it would be')
    .addOption(new Option('--reason <words>', 'why; kept in the audit').argParser(asReason))
    .addHelpText(
      'after',
      '\nCtrl-C stops it, and so does a crash; asked again, it goes on where it was. Nothing is notified and no table is touched.',
    );
  desk.does(addSelection(command), run);
};

async function run(work: Work, wishes: Wishes): Promise<Answer> {
  const { toSubject, toConsumer, intoSchema, rate, dryRun = false, reason, ...selected } = wishes;
  const targets = [toSubject, toConsumer, intoSchema].filter((target) => target !== undefined);
  if (targets.length !== 1) throw misused('Where to? One of --to-subject, --to-consumer and --into-schema.');
  const scratch = intoSchema === undefined ? undefined : asScratchName(intoSchema);
  const name = toSubject === undefined ? asReplayName(toConsumer ?? '-') : nameIn(toSubject);
  if (dryRun) return tryOut(work, selected, rate);
  if (reason === undefined) throw misused("required option '--reason <words>' not specified");
  if (scratch !== undefined) {
    return audited(work, { action: 'replay/scratch', subject: scratch, reason, details: selected }, () =>
      foldInto(work, scratch, selected),
    );
  }
  if (toConsumer !== undefined) await mustHear(work, toConsumer);
  return audited(work, { action: 'replay/publish', subject: name, reason, details: selected }, async () => {
    const published = await publish(work, name, selected, rate);
    return {
      json: { name, subject: factsOfReplay(name), ...published },
      text: (paint) => {
        const { events, messages, resumedAfter, durationMs } = published;
        const earlier = resumedAfter > 0 ? `, after ${resumedAfter} that had been told before,` : '';
        const said = `${events} events${earlier} are told again in ${messages} messages under ${factsOfReplay(name)}, in ${span(durationMs)}.`;
        return paint('green', said);
      },
    };
  });
}

/** How much it would be: events by type, the first and the last, and for how long. */
async function tryOut({ access }: Work, selected: Selected, rate: number): Promise<Answer> {
  const { schemas, of } = selectedLogs(selected);
  const counted: Counted[] = [];
  for (const schema of schemas) {
    counted.push(...(await countIn(access, schema, await stretchesOf(access, schema, of), of)));
  }
  const events = eventsIn(counted);
  const firstAt = earliest(counted.map((type) => type.firstAt));
  const lastAt = latest(counted.map((type) => type.lastAt));
  const durationMs = Math.ceil((events / rate) * SECOND);
  return {
    json: {
      events,
      firstAt: isoOf(firstAt),
      lastAt: isoOf(lastAt),
      durationMs,
      types: counted.map((type) => ({ ...type, firstAt: isoOf(type.firstAt), lastAt: isoOf(type.lastAt) })),
    },
    text: (paint) => {
      const cells = counted.map((type) => [
        type.category,
        type.type,
        type.events,
        moment(type.firstAt),
        moment(type.lastAt),
      ]);
      const total = `${events} events of ${selectionText(selected)}; at ${rate} a second this takes ${span(durationMs)}.`;
      return `${table(['category', 'type', 'events', 'first', 'last'], cells, paint)}\n\n${total}\nNothing was told: this was a dry run.`;
    },
  };
}

const earliest = (instants: readonly number[]) => (instants.length > 0 ? Math.min(...instants) : null);
const latest = (instants: readonly number[]) => (instants.length > 0 ? Math.max(...instants) : null);

/** Whatever is told again stays apart from what happens. */
function nameIn(subject: string): string {
  const name = SUBJECT.exec(subject)?.groups?.['name'];
  if (name === undefined)
    throw misused(`${subject} is not a subject for what is told again; that is tidemark.replay.<name>.`);
  return asReplayName(name);
}

async function mustHear({ access }: Work, durable: string): Promise<void> {
  if (!(await hearsReplays(await access.bus(), durable))) throw notFound(`consumer ${durable} that hears replays`);
}
