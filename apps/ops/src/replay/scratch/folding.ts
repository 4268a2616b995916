import { readRange, within, type RebuildPlace, type Stretch } from '@tidemark/event-log';
import type { ReplaySelection } from '@tidemark/service-kit';
import type { ClientBase } from 'pg';
import { logs, type LogName } from '../../access/logs';
import { everyProjection } from '../../projections/every-projection';
import { RebuildMeter } from '../../projections/rebuild-meter';
import type { Answer, Work } from '../../terminal/desk';
import { EXIT } from '../../terminal/exit-codes';
import { Failure, misused } from '../../terminal/failure';
import { span } from '../../terminal/moments';
import { progressLine } from '../../terminal/progress-line';
import { stretchesOf } from '../range.query';
import { selectedLogs, selectionText, type Selected } from '../selection';
import { foldHeads } from './head-folding';
import { makeScratch } from './scratch-schema';
import { ADD_STRETCH, MOVE_STRETCH, STRETCHES_OF } from './sql';

const PAGE_MAX = 1_000;

/** One lane of one log on its way into a schema for experiments. */
interface Folding {
  readonly owner: ClientBase;
  readonly schema: string;
  readonly log: LogName;
  readonly of: ReplaySelection;
}

/** Folds a part of the log from its first event into heads and projections in a schema of its own. */
export async function foldInto(work: Work, schema: string, selected: Selected): Promise<Answer> {
  if (selected.type !== undefined || selected.since !== undefined || selected.after !== undefined) {
    throw misused('A fold takes every event from the first: --type, --since and --after make no state.');
  }
  const { schemas, of } = selectedLogs(selected);
  const owner = await work.access.owner();
  await makeScratch(owner, schema, selectionText(selected));
  const foldings: { readonly folding: Folding; readonly stretch: Stretch }[] = [];
  for (const log of schemas) {
    const folding = { owner, schema, log, of };
    for (const stretch of await begun(work, folding)) foldings.push({ folding, stretch });
  }
  const line = progressLine(work.surroundings, work.isJson);
  const meter = new RebuildMeter(
    foldings.map(({ stretch }, lane) => ({ lane, position: stretch.position, laneEnd: stretch.until })),
  );
  const events = { folded: 0 };
  try {
    for (const [lane, { folding, stretch }] of foldings.entries()) {
      for (let at = stretch; at.position < at.until;) {
        if (work.surroundings.stopping.aborted) throw stopped();
        const page = await foldPage(folding, at);
        at = { ...at, position: page.reached };
        events.folded += page.events;
        meter.note({ lane, position: at.position, end: at.until });
        line.show(meter.line());
      }
    }
  } finally {
    line.clear();
  }
  const { durationMs } = meter;
  return {
    json: { schema, events: events.folded, durationMs },
    text: (paint) => paint('green', `${events.folded} events are folded into ${schema}, in ${span(durationMs)}.`),
  };
}

/** What is left of each lane, from where an earlier run came to. */
async function begun({ access }: Work, { owner, schema, log, of }: Folding): Promise<readonly Stretch[]> {
  await owner.query(`SET search_path = ${schema}`);
  for (const { lane, position, until } of await stretchesOf(access, log, of)) {
    await owner.query(ADD_STRETCH, [log, lane, position, until]);
  }
  return (await owner.query<Stretch>(STRETCHES_OF, [log])).rows;
}

/** One page of a lane in one transaction, so that a crash takes back nothing but a page. */
function foldPage(
  { owner, schema, log, of }: Folding,
  stretch: Stretch,
): Promise<{ readonly events: number; readonly reached: number }> {
  const place: RebuildPlace = { owner, schema: log };
  return within(place, async () => {
    await owner.query(`SET LOCAL search_path = ${log}`);
    const { events, reached } = await readRange(owner, stretch, of, PAGE_MAX);
    await owner.query(`SET LOCAL search_path = ${schema}`);
    const { deciders = [] } = logs.find((known) => known.schema === log) ?? {};
    await foldHeads(owner, deciders, events);
    for (const { projection } of everyProjection.filter((known) => known.log === log)) {
      await projection.apply(events, owner);
    }
    await owner.query(MOVE_STRETCH, [log, stretch.lane, reached]);
    return { events: events.length, reached };
  });
}

const stopped = () => new Failure(EXIT.cancelled, 'Stopped. What is folded is kept: asked again, it goes on.');
