import { clockedIn, dayAt, entriesOf, type DayRule, type Instant, type SessionView } from '@tidemark/domain';
import { entryOf } from '../guess/clock-guess';
import { knownRule } from '../guess/known-rule';

/** How long somebody has worked and paused on the local day of an instant. */
export interface Worked {
  readonly workMs: number;
  /** The one under way included: who went out and comes back today had a break. */
  readonly breakMs: number;
  /** From when on every whole second moves one of them; null where both stand still. */
  readonly movesFromAt: Instant | null;
}

/** Work and breaks by an instant, from entries and never from a counter [C5]. */
export function workedAt(now: Instant, { entries, currentStatus }: SessionView, rule: DayRule): Worked {
  const day = dayAt(now, knownRule(rule));
  const known = entries.map(entryOf);
  const { workMs, breakMs } = clockedIn(day, known, now);
  if (currentStatus === 'IN') return { workMs, breakMs, movesFromAt: Math.round(now - workMs) };
  const last = entriesOf(day, known).at(-1);
  if (last?.type !== 'OUT') return { workMs, breakMs, movesFromAt: null };
  const soFarMs = breakMs + Math.max(0, now - last.clockedAt);
  return { workMs, breakMs: soFarMs, movesFromAt: Math.round(now - soFarMs) };
}
