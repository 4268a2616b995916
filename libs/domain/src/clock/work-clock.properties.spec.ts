import fc from 'fast-check';
import { dayAt } from '../calendar/calendar';
import type { DayFrame } from '../calendar/day-rule';
import { HOUR, fold, type Instant } from '../decider';
import { Rejection } from '../rejection';
import { clocks, entry } from '../testing/clock-story';
import { monday } from '../testing/day-story';
import { fromWire, toWire } from '../wire';
import { workClock } from './work-clock';
import { openEntry } from './work-clock-entries';
import { ENTRIES_KEPT_MAX } from './work-clock-weave';
import { clockedIn } from './work-clock-time';
import type { ClockCommand, ClockEvent, Entry, KnownEntry, WorkClock } from './work-clock-words';

/** Days are 24 hours long here; where they are not is another property. */
const dayOf = (at: Instant): DayFrame => dayAt(at, { timezone: 'UTC', dailyResetTime: 'midnight' });

const type = fc.constantFrom('IN' as const, 'OUT' as const);
/** Few ids, and instants that meet: most of what is said is about what is there. */
const id = fc.integer({ min: 0, max: 11 }).map((nth) => `entry-${nth}`);
const backMs = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((halves) => (halves * HOUR) / 2),
  fc.integer({ min: -HOUR, max: 40 * 24 * HOUR }),
);
const entryBack = fc.record({ id, type, backMs });
type Back = { readonly id: string; readonly type: Entry['type']; readonly backMs: number };
const back = (now: Instant, { id, type, backMs }: Back): Entry => entry(type, now - backMs, id);

type Say = (now: Instant) => ClockCommand;
const command: fc.Arbitrary<Say> = fc.oneof(
  id.map(
    (entryId): Say =>
      (now) =>
        ({ ...clocks.in(now, dayOf(now)), entryId }) as ClockCommand,
  ),
  id.map(
    (entryId): Say =>
      (now) =>
        ({ ...clocks.out(now), entryId }) as ClockCommand,
  ),
  entryBack.map(
    (one): Say =>
      (now) =>
        clocks.add(now, back(now, one)),
  ),
  fc.record({ id, backMs, type: fc.option(type, { nil: undefined }) }).map(
    (said): Say =>
      (now) =>
        clocks.correct(now, said.id, now - said.backMs, said.type),
  ),
  id.map(
    (entryId): Say =>
      (now) =>
        clocks.remove(now, entryId),
  ),
  fc
    .record({
      basis: fc.constantFrom('current' as const, 'stale' as const, 'unknown' as const),
      status: fc.option(type, { nil: undefined }),
      entries: fc.option(fc.uniqueArray(entryBack, { maxLength: 6, selector: (one) => one.id }), { nil: undefined }),
    })
    .map(({ basis, status, entries }): Say => (now) => {
      const sent = entries?.map((one) => back(now, one));
      return clocks.save(now, basis, { status, entries: sent }, dayOf(now));
    }),
  fc.constant<Say>((now) => clocks.clear(now, dayOf(now))),
  fc.integer({ min: 1, max: 24 }).map(
    (hours): Say =>
      (now) =>
        clocks.threshold(now, hours * HOUR),
  ),
);
const life = fc.array(fc.record({ gapMs: fc.integer({ min: 0, max: 9 * HOUR }), say: command }), { maxLength: 40 });

interface Lived {
  readonly before: WorkClock;
  readonly clock: WorkClock;
  readonly command: ClockCommand;
  readonly events: readonly ClockEvent[];
  readonly now: Instant;
}

/** Lives a life, with the alarm of a missed clock-out whenever it is due, and calls back after each command. */
function live(steps: readonly { gapMs: number; say: Say }[], look: (lived: Lived) => void): WorkClock {
  let clock = workClock.initial;
  let now = monday.startsAt;
  const decide = (command: ClockCommand): void => {
    const before = clock;
    const events = decided(before, command);
    clock = fold(workClock, before, events);
    look({ before, clock, command, events, now });
  };
  let presses = 0;
  for (const { gapMs, say } of steps) {
    now += gapMs;
    const dueAt = workClock.dueAt?.(clock) ?? null;
    if (dueAt !== null && dueAt <= now) {
      decide(clocks.wake(dueAt, now));
      expect(workClock.dueAt?.(clock)).toBeNull();
    }
    const said = say(now);
    const isPress = said.type !== 'CorrectEntry' && said.type !== 'RemoveEntry' && 'entryId' in said;
    decide(isPress ? { ...said, entryId: `press-${presses++}` } : said);
  }
  return clock;
}

/** Nothing but a refusal may come out of deciding. */
function decided(clock: WorkClock, command: ClockCommand): readonly ClockEvent[] {
  try {
    return workClock.decide(clock, command);
  } catch (failure) {
    if (failure instanceof Rejection) return [];
    throw failure;
  }
}

/** Each IN with the OUT that directly follows it. */
function spansOf(entries: readonly KnownEntry[]): readonly (readonly [KnownEntry, KnownEntry])[] {
  return entries.flatMap((from, index) => {
    const until = entries[index + 1];
    return from.type === 'IN' && until?.type === 'OUT' ? [[from, until] as const] : [];
  });
}

describe('whatever is said to a work clock', () => {
  it('its entries are in order, each id once, none in the future, and no more than are kept [C3]', () =>
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, ({ clock: { entries }, now }) => {
          expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
          entries.slice(1).forEach((later, index) => {
            expect(later.clockedAt).toBeGreaterThanOrEqual(entries[index]?.clockedAt ?? 0);
          });
          // Each press within one millisecond comes a millisecond after the one before it.
          for (const { clockedAt } of entries) expect(clockedAt).toBeLessThanOrEqual(now + steps.length);
          expect(entries.length).toBeLessThanOrEqual(ENTRIES_KEPT_MAX);
        });
      }),
    ));

  it('spans never overlap: what was worked from IN to OUT is parted only by taking an end of it away [C3]', () =>
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, ({ before, clock, now }) => {
          const partners = new Map(
            spansOf(clock.entries).flatMap(([from, until]) => [
              [from.id, until.id],
              [until.id, from.id],
            ]),
          );
          const [known, kept] = [before.entries, clock.entries].map((entries) => new Set(entries.map(({ id }) => id)));
          for (const [from, until] of spansOf(before.entries)) {
            if (!kept?.has(from.id) || !kept.has(until.id)) continue;
            // A break in between is a pair of new entries, each a new end for one of the old ones.
            const ends = [partners.get(from.id), partners.get(until.id)];
            const isBroken = ends.every((end) => end !== undefined && !known?.has(end));
            if (!isBroken) expect(ends).toEqual([until.id, from.id]);
          }
          // Second by second, nobody is at work twice: all spans together are as long as their union.
          const ends = spansOf(clock.entries).map(([from, until]) => [from.clockedAt, until.clockedAt] as const);
          expect(union(ends)).toBe(ends.reduce((sum, [from, until]) => sum + until - from, 0));
          expect(clockedIn({ localDate: 'ever', startsAt: 0, endsAt: now + HOUR }, clock.entries, now).workMs).toBe(
            union(ends) + Math.max(0, now - (openEntry(clock.entries)?.clockedAt ?? now)),
          );
        });
      }),
    ));

  it('what is complete stays so but for removals: entries alternate as long as none is removed or passed over [C3]', () =>
    fc.assert(
      fc.property(life, (steps) => {
        const orphaned = new Set<string>();
        live(steps, ({ clock: { entries }, events }) => {
          const isTaken = events.some(({ type }) => type === 'EntryRemoved' || type === 'SessionCleared');
          entries.forEach(({ id, type }, index) => {
            const closesNothing = type === 'OUT' && entries[index - 1]?.type !== 'IN';
            if (!closesNothing) orphaned.delete(id);
            else if (isTaken) orphaned.add(id);
            else expect(orphaned.has(id)).toBe(true);
          });
        });
      }),
    ));

  it('saying it again changes nothing, and every event comes back from the wire as it was [C2] [I-22]', () =>
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, ({ clock, command, events }) => {
          for (const { data } of events) expect(fromWire(JSON.parse(JSON.stringify(toWire(data))))).toEqual(data);
          // Whoever had seen everything has not seen what they said themselves.
          const wasAll = command.type === 'SaveSession' && command.basis === 'current';
          if (wasAll && events.length === 0) return;
          expect(decided(clock, wasAll ? { ...command, basis: 'stale' } : command)).toEqual([]);
        });
      }),
    ));

  it('what a correction or a removal says was there was there [C3]', () =>
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, ({ before, events }) => {
          const known = new Map(before.entries.map((one) => [one.id, entry(one.type, one.clockedAt, one.id)]));
          for (const { type, data } of events) {
            if (type === 'EntryCorrected') expect(data.previous).toEqual(known.get(data.entry.id));
            if (type === 'EntryRemoved') expect(data.entry).toEqual(known.get(data.entry.id));
            if (type === 'EntryAdded') expect(known.has(data.entry.id)).toBe(false);
          }
        });
      }),
    ));
});

describe('entries that devices bring together', () => {
  /** Spans and breaks by turns; each device has some of the spans. */
  const spans = fc.array(
    fc.record({
      workMs: fc.integer({ min: 1, max: 2 * HOUR }),
      breakMs: fc.integer({ min: 1, max: HOUR }),
      device: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 20 },
  );

  it('are the same in whatever order they arrive [C3] [I-22]', () =>
    fc.assert(
      fc.property(spans, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (given, order) => {
        let at = monday.startsAt;
        const sent: Entry[][] = [[], [], []];
        given.forEach(({ workMs, breakMs, device }, nth) => {
          sent[device]?.push(entry('IN', at, `in-${nth}`), entry('OUT', at + workMs, `out-${nth}`));
          at += workMs + breakMs;
        });
        const now = at + HOUR;
        const after = (devices: readonly number[]) =>
          devices.reduce((clock, device) => {
            const save = clocks.save(now, 'stale', { entries: sent[device] ?? [] }, dayOf(now));
            return fold(workClock, clock, workClock.decide(clock, save));
          }, workClock.initial).entries;
        expect(after(order)).toEqual(after([0, 1, 2]));
        expect(after([...order, ...order])).toEqual(after(order));
        expect(after(order)).toHaveLength(2 * given.length);
      }),
    ));
});

function union(spans: readonly (readonly [Instant, Instant])[]): number {
  let [total, reached] = [0, Number.NEGATIVE_INFINITY];
  for (const [from, until] of [...spans].sort(([left], [right]) => left - right)) {
    total += Math.max(0, until - Math.max(from, reached));
    reached = Math.max(reached, until);
  }
  return total;
}
