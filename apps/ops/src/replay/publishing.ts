import {
  REPLAY_STEP_MAX,
  replayTask,
  type ReplayLane,
  type ReplayOpened,
  type ReplayStep,
} from '@tidemark/service-kit';
import { SECOND } from '@tidemark/domain';
import type { LogName } from '../access/logs';
import type { Work } from '../terminal/desk';
import { EXIT } from '../terminal/exit-codes';
import { Failure } from '../terminal/failure';
import { span } from '../terminal/moments';
import { bar, progressLine } from '../terminal/progress-line';
import { Pace } from './pace';
import { countIn, eventsIn } from './range.query';
import { selectedLogs, type Selected } from './selection';

/** Some answers take long, on a machine that is busy. */
const STEP_WITHIN_MS = 30_000;

/** What was told in this run, and before it. */
export interface Published {
  readonly events: number;
  readonly messages: number;
  readonly resumedAfter: number;
  readonly durationMs: number;
}

interface Opened {
  readonly schema: LogName;
  readonly lanes: readonly ReplayLane[];
}

/** Has the owners of the logs tell a part of them again under this name, from where an earlier run came to. */
export async function publish(work: Work, name: string, selected: Selected, rate: number): Promise<Published> {
  const { schemas, of } = selectedLogs(selected);
  const opened: Opened[] = [];
  for (const schema of schemas) {
    opened.push({ schema, ...(await work.access.ask<ReplayOpened>(replayTask(schema, 'open'), { name, ...of })) });
  }
  const resumedAfter = sum(opened.flatMap(({ lanes }) => lanes.map(({ told }) => told)));
  const left = await Promise.all(
    opened.map(async ({ schema, lanes }) => eventsIn(await countIn(work.access, schema, lanes, of))),
  );
  return tellAll(work, name, { opened, rate, resumedAfter, total: resumedAfter + sum(left) });
}

interface Telling {
  readonly opened: readonly Opened[];
  readonly rate: number;
  readonly resumedAfter: number;
  readonly total: number;
}

async function tellAll(work: Work, name: string, { opened, rate, resumedAfter, total }: Telling): Promise<Published> {
  const { surroundings, access, isJson } = work;
  const { stopping } = surroundings;
  const line = progressLine(surroundings, isJson);
  const pace = new Pace(rate, stopping);
  const startedAt = performance.now();
  let [events, messages] = [0, 0];
  try {
    for (const { schema, lane, position, until } of eachLane(opened)) {
      for (let reached = position; reached < until;) {
        if (stopping.aborted) throw stopped();
        const asked = { name, lane, limit: pace.stepOf(REPLAY_STEP_MAX) };
        const step = await access.ask<ReplayStep>(replayTask(schema, 'step'), asked, STEP_WITHIN_MS);
        reached = step.position;
        events += step.told;
        messages += step.messages;
        line.show(progressText(resumedAfter + events, total, rate));
        await pace.after(step.told);
      }
    }
  } finally {
    line.clear();
  }
  return { events, messages, resumedAfter, durationMs: Math.round(performance.now() - startedAt) };
}

function* eachLane(opened: readonly Opened[]): Iterable<ReplayLane & { readonly schema: LogName }> {
  for (const { schema, lanes } of opened) for (const lane of lanes) yield { schema, ...lane };
}

function progressText(done: number, total: number, rate: number): string {
  const leftMs = Math.ceil((total - done) / rate) * SECOND;
  return `${bar(total > 0 ? done / total : 1)}  ${done} of ${total} events, ${span(leftMs)} left`;
}

const stopped = () =>
  new Failure(EXIT.cancelled, 'Stopped. What is told is noted: asked again with the same words, it goes on.');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
