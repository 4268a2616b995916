import { isDeepStrictEqual } from 'node:util';
import { fold, type Instant } from '@tidemark/domain';
import type { Head } from './head';
import type { EventLog } from './log';
import { categoryOf, eventOf, type RecordedEvent } from './recorded-event';
import { sql } from './sql';
import type { AnyDecider } from './deciding/states-after';

const HEADS_AT_ONCE = 200;
/** So many breaches are named; whoever has more has one cause, not more causes. */
const FINDINGS_MAX = 1_000;

/** One thing that must hold and does not. */
export interface Finding {
  readonly rule: 'versions' | 'lanes' | 'heads' | 'deadlines';
  readonly subject: string;
  readonly what: string;
}

/** Proves a log from its tables: versions and lanes without a hole, every head the fold of its events [I-02, I-07]. */
export async function verifyLog(log: EventLog, deciders: readonly AnyDecider[]): Promise<readonly Finding[]> {
  const findings = [...(await tableFindings(log))];
  const byCategory = new Map(deciders.map((decider) => [decider.category, decider]));
  let reading = pageAfter(log, '');
  while (findings.length < FINDINGS_MAX) {
    const { heads, streams } = await reading;
    const last = heads.at(-1);
    if (!last) break;
    // While this page is folded the next one is on its way; where nobody asks for it any more, nobody hears of it.
    reading = pageAfter(log, last.streamId);
    reading.catch(() => undefined);
    for (const head of heads) {
      const decider = byCategory.get(categoryOf(head.streamId));
      const finding = headFinding(head, streams.get(head.streamId) ?? [], decider);
      if (finding) findings.push(finding);
    }
  }
  return findings.slice(0, FINDINGS_MAX);
}

async function pageAfter(log: EventLog, after: string) {
  const heads = (await log.pool.query<Head>({ ...sql.headsAfter, values: [after, HEADS_AT_ONCE] })).rows;
  return { heads, streams: await streamsUpTo(log, heads) };
}

/** What is wrong with whole tables: a version or a position that is missing, events without a head. */
export async function tableFindings(log: EventLog): Promise<readonly Finding[]> {
  const { rows: streams } = await log.pool.query<{ subject: string; what: string }>(sql.brokenVersions);
  const { rows: lanes } = await log.pool.query<{ subject: string; what: string }>(sql.brokenLanes);
  const { rows: headless } = await log.pool.query<{ subject: string; what: string }>(sql.headless);
  return [
    ...streams.map((row) => ({ ...row, rule: 'versions' as const })),
    ...lanes.map((row) => ({ ...row, rule: 'lanes' as const })),
    ...headless.map((row) => ({ ...row, rule: 'heads' as const })),
  ];
}

/** The events that heads are made of; a stream may have grown since its head was read. */
export async function streamsUpTo(
  log: EventLog,
  heads: readonly Pick<Head, 'streamId' | 'version'>[],
): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
  const values = [heads.map(({ streamId }) => streamId), heads.map(({ version }) => version)];
  const { rows } = await log.pool.query<RecordedEvent>({ ...sql.streams, values });
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of rows) {
    const stream = streams.get(event.streamId);
    if (stream) stream.push(event);
    else streams.set(event.streamId, [event]);
  }
  return streams;
}

/** What is wrong with a head, given the events up to its version. */
export function headFinding(
  head: Head,
  events: readonly RecordedEvent[],
  decider: AnyDecider | undefined,
): Finding | undefined {
  const fault = faultOf(head, events, decider);
  return fault && { ...fault, subject: head.streamId };
}

function faultOf(
  head: Head,
  events: readonly RecordedEvent[],
  decider: AnyDecider | undefined,
): Omit<Finding, 'subject'> | undefined {
  if (!decider) return { rule: 'heads', what: 'nobody knows this category' };
  const last = events.at(-1);
  if (!last || last.version !== head.version) return { rule: 'heads', what: `its event ${head.version} is missing` };
  if (last.position !== head.position)
    return { rule: 'heads', what: `position ${head.position}, not ${last.position}` };
  const state = fold(
    decider,
    decider.initial,
    events.map((event) => eventOf(event)),
  );
  // What JSON cannot say, such as undefined, is not part of a state.
  const expected: unknown = JSON.parse(JSON.stringify(state));
  if (!isDeepStrictEqual(head.state, expected))
    return { rule: 'heads', what: 'its state is not the fold of its events' };
  const dueAt = decider.dueAt?.(state) ?? null;
  if (!isDue(head.dueAt, dueAt)) return { rule: 'deadlines', what: `due at ${head.dueAt}, not at ${dueAt}` };
  return undefined;
}

/** A deadline may have been put off, because the owner was seen since; it is never dropped and never early. */
function isDue(kept: Instant | null, decided: Instant | null): boolean {
  if (kept === null || decided === null) return kept === decided;
  return kept >= decided;
}
