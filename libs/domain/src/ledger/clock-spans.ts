import { unreachable, type Instant } from '../decider';
import type { Reach, Span } from './timesheet';
import { inOrder } from '../clock/work-clock-entries';
import type { ClockEvent, Entry } from '../clock/work-clock-words';

/** What was said of coming and going, and what is said from now on. */
export interface EntriesChange {
  readonly gone: readonly Entry[];
  readonly come: readonly Entry[];
}

/** The entries that an event takes away, and those that it brings; a corrected one is both. */
export function entriesChangedBy(event: ClockEvent): EntriesChange {
  switch (event.type) {
    case 'ClockedIn': {
      const { entryId, clockedAt } = event.data;
      return { gone: [], come: [{ id: entryId, type: 'IN', clockedAt }] };
    }
    case 'ClockedOut': {
      const { entryId, clockedAt } = event.data;
      return { gone: [], come: [{ id: entryId, type: 'OUT', clockedAt }] };
    }
    case 'EntryAdded':
      return { gone: [], come: [event.data.entry] };
    case 'EntryCorrected':
      return { gone: [event.data.previous], come: [event.data.entry] };
    case 'EntryRemoved':
      return { gone: [event.data.entry], come: [] };
    case 'SessionCleared': {
      const { removed, cut } = event.data;
      return { gone: removed, come: cut ? [cut] : [] };
    }
    case 'ClockOutMissed':
    case 'ThresholdSet':
      return { gone: [], come: [] };
    default:
      return unreachable(event);
  }
}

/** The time between each IN and the OUT that directly follows; only the last IN may go on without one. */
export function clockSpansOf(entries: readonly Entry[]): readonly Span[] {
  const ordered = inOrder(entries);
  return ordered.flatMap(({ type, clockedAt: startsAt }, index): readonly Span[] => {
    const next = ordered[index + 1];
    if (type === 'OUT' || next?.type === 'IN') return [];
    const end = { endsAt: next?.clockedAt ?? null, isOver: next !== undefined };
    return [{ kind: 'clocked', startsAt, ...end, sessionId: null, unattended: false }];
  });
}

/**
 * The entries whose spans may become others by a change between two instants: those within, and on each side up to the
 * next instant that leaves somebody in, or out, whatever was before it.
 */
export function entriesAround(entries: readonly Entry[], fromAt: Instant, toAt: Instant): readonly Entry[] {
  const surplus = new Map<Instant, number>();
  for (const { type, clockedAt } of entries) {
    surplus.set(clockedAt, (surplus.get(clockedAt) ?? 0) + (type === 'IN' ? 1 : -1));
  }
  let [first, last] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const [at, more] of surplus) {
    if (more === 0) continue;
    if (at < fromAt) first = Math.max(first, at);
    if (at > toAt) last = Math.min(last, at);
  }
  return entries.filter(({ clockedAt }) => first <= clockedAt && clockedAt <= last);
}

/** For which time, up to an instant, it is another whether somebody was at work. */
export function reachesBetween(before: readonly Span[], after: readonly Span[], until: Instant): readonly Reach[] {
  const ends = [...before, ...after].flatMap(({ startsAt, endsAt }) => [startsAt, endsAt ?? until]);
  const edges = [...new Set(ends.filter((at) => at < until)), until].sort((one, two) => one - two);
  const reaches: (Reach & { readonly toAt: Instant })[] = [];
  for (const [index, toAt] of edges.slice(1).entries()) {
    const fromAt = edges[index] ?? toAt;
    if (covers(before, fromAt) === covers(after, fromAt)) continue;
    const last = reaches.at(-1);
    if (last?.toAt === fromAt) reaches[reaches.length - 1] = { fromAt: last.fromAt, toAt };
    else reaches.push({ fromAt, toAt });
  }
  return reaches;
}

function covers(spans: readonly Span[], at: Instant): boolean {
  return spans.some(({ startsAt, endsAt }) => startsAt <= at && (endsAt === null || at < endsAt));
}
