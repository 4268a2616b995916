import { difference, toWire, type AnyEvent, type Json } from '@tidemark/domain';
import { eventOf, stateAt, type AnyDecider, type EventLog, type RecordedEvent } from '@tidemark/event-log';
import { EXIT } from '../terminal/exit-codes';
import { Failure } from '../terminal/failure';
import type { Paint } from '../terminal/terminal';
import { eventJson, eventLine, valueShown } from './event-shown';

/** One thing about a state that an event made another. */
export interface Change {
  readonly what: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** An event, the state after it, and what it changed. */
export interface Chapter {
  readonly recorded: RecordedEvent;
  readonly state: unknown;
  readonly changes: readonly Change[];
}

/** A stream told from its beginning, or from the event after a version on, portion by portion. */
export async function* storyOf(
  log: EventLog,
  decider: AnyDecider,
  streamId: string,
  after = 0,
): AsyncGenerator<Chapter> {
  let { state } = await stateAt<unknown, AnyEvent>(log, decider, streamId, after);
  for (let told = after; ;) {
    const portion = await log.readPortion(streamId, told);
    for (const recorded of portion) {
      const next = evolved(decider, state, recorded);
      yield { recorded, state: next, changes: changesBetween(state, next) };
      state = next;
    }
    if (portion.length === 0) return;
    told += portion.length;
  }
}

/** An event that somebody laid hands on may make no sense, and whoever looks at it wants to know which. */
function evolved(decider: AnyDecider, state: unknown, recorded: RecordedEvent): unknown {
  try {
    return decider.evolve(state, eventOf<AnyEvent>(recorded));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(EXIT.breach, `${recorded.streamId}/${recorded.version} cannot be folded: ${why}`);
  }
}

/** A state with readable instants. */
export function stateJson(state: unknown): Json {
  return JSON.parse(JSON.stringify(toWire(state as object))) as Json;
}

export function chapterJson({ recorded, state, changes }: Chapter): object {
  return { ...eventJson(recorded), changes, state: stateJson(state) };
}

/** An event and, below it, what it changed. */
export function chapterText({ recorded, changes }: Chapter, paint: Paint, when?: string): string {
  return [eventLine(recorded, paint, when), ...changes.map((change) => `    ${changeText(change, paint)}`)].join('\n');
}

function changeText({ what, before, after }: Change, paint: Paint): string {
  const from = before === undefined ? '' : `${paint('red', valueShown(before))} `;
  const to = after === undefined ? paint('dim', 'gone') : paint('green', valueShown(after));
  return `${what}: ${from}${from === '' ? '' : '-> '}${to}`;
}

function changesBetween(before: unknown, after: unknown): readonly Change[] {
  const from = stateJson(before);
  return difference(from, stateJson(after)).map((step) => ({
    what: step.label,
    ...(step.op !== 'add' && { before: valueAt(from, step.path) }),
    ...(step.op !== 'remove' && { after: step.value }),
  }));
}

/** Follows a JSON Pointer. */
function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
}
