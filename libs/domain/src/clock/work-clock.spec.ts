import { HOUR, MINUTE } from '../decider';
import { clocked, clocks, entry } from '../testing/clock-story';
import { hour, monday, tuesday } from '../testing/day-story';
import { given } from '../testing/given';
import { workClock } from './work-clock';
import type { ClockCommand } from './work-clock-words';
import { ENTRIES_KEPT_MAX, ENTRIES_KEPT_MS, ENTRIES_PER_DAY_MAX } from './work-clock-weave';

const clockOf = (...history: Parameters<typeof clocked.added>[1][]) =>
  given(workClock, ...history.map((one) => clocked.added(one.clockedAt, one)));

const [in9, out12, in13, out17] = [
  entry('IN', hour(9)),
  entry('OUT', hour(12)),
  entry('IN', hour(13)),
  entry('OUT', hour(17)),
];
const evening = hour(20);

describe('whoever comes and goes', () => {
  it('is clocked in, and asking twice is no error [C1]', () => {
    given(workClock)
      .when(clocks.in(hour(9)))
      .then(clocked.in(hour(9)));
    given(workClock, clocked.in(hour(9)))
      .when(clocks.in(hour(10)))
      .thenNothing();
  });

  it('is clocked out, and asking twice is no error [C1]', () => {
    given(workClock, clocked.in(hour(9)))
      .when(clocks.out(hour(12)))
      .then(clocked.out(hour(12)));
    given(workClock, clocked.in(hour(9)), clocked.out(hour(12)))
      .when(clocks.out(hour(13)))
      .thenNothing();
    given(workClock)
      .when(clocks.out(hour(9)))
      .thenNothing();
  });

  it('pressed one after the other, even within one millisecond [C1]', () =>
    given(workClock, clocked.in(hour(9)), clocked.out(hour(12)))
      .when({ ...clocks.in(hour(12)), entryId: 'back' } as ClockCommand)
      .then({ type: 'ClockedIn', data: { entryId: 'back', clockedAt: hour(12) + 1 } }));

  it('does so after the last entry, though corrections may have come later [C3]', () => {
    const { state } = given(workClock, clocked.in(hour(9)), clocked.added(hour(15), entry('IN', hour(7))));
    expect(workClock.notBefore?.(state, 'ClockOut')).toBe(hour(9));
    expect(workClock.notBefore?.(state, 'AddEntry')).toBe(Number.NEGATIVE_INFINITY);
    expect(workClock.notBefore?.(workClock.initial, 'ClockIn')).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('a correction', () => {
  const day = clockOf(in9, out12, in13, out17);

  it('keeps the old value and the new one [C3]', () =>
    day
      .when(clocks.correct(evening, out12.id, hour(12.5)))
      .then(clocked.corrected(evening, out12, { ...out12, clockedAt: hour(12.5) })));

  it('that says what is known changes nothing [C3]', () =>
    day.when(clocks.correct(evening, out12.id, hour(12))).thenNothing());

  it('may bring an entry up to its neighbour, and not beyond [C3]', () => {
    day
      .when(clocks.correct(evening, out12.id, hour(13)))
      .then(clocked.corrected(evening, out12, { ...out12, clockedAt: hour(13) }));
    for (const beyond of [hour(8), hour(13.1), hour(18)]) {
      day.when(clocks.correct(evening, out12.id, beyond)).thenRejected('session/entries-overlap');
    }
    day.when(clocks.correct(evening, in9.id, hour(14))).thenRejected('session/entries-overlap');
    day.when(clocks.correct(evening, in13.id, hour(10))).thenRejected('session/entries-overlap');
  });

  it('does not give the end of a span to an IN that lacks its own [C3]', () =>
    clockOf(in13, out17, in9)
      .when(clocks.correct(evening, in13.id, hour(18)))
      .thenRejected('session/entries-overlap'));

  it('that is refused names the entry and what stands beside it [C3]', () => {
    const told = { details: undefined as unknown };
    try {
      workClock.decide(day.state, clocks.correct(evening, out12.id, hour(14)));
    } catch (failure) {
      told.details = (failure as { details: unknown }).details;
    }
    expect(told.details).toEqual({
      entry: { id: 'OUT-12', type: 'OUT', timestamp: hour(14) },
      before: { id: 'IN-13', type: 'IN', timestamp: hour(13) },
      after: { id: 'OUT-17', type: 'OUT', timestamp: hour(17) },
    });
  });

  it('does not turn an IN into an OUT that closes nothing [C3]', () =>
    [day, clockOf(in13, out17, in9)].forEach((clock) =>
      clock.when(clocks.correct(evening, in9.id, hour(9), 'OUT')).thenRejected('session/entries-overlap'),
    ));

  it('of an entry that nobody knows is refused [C3]', () =>
    day.when(clocks.correct(evening, 'stranger', hour(13))).thenRejected('entry/not-found'));

  it('that is older than what was said of the entry since changes nothing [C3]', () =>
    day.when(clocks.correct(hour(11), out12.id, hour(11), undefined, evening)).thenNothing());

  it('may not lie in the future, where two seconds are forgiven [C3]', () => {
    day.when(clocks.correct(evening, out17.id, evening + 2_001)).thenRejected('session/entry-in-future');
    day
      .when(clocks.correct(evening, out17.id, evening + 1_999))
      .then(clocked.corrected(evening, out17, { ...out17, clockedAt: evening }));
  });

  it('reaches yesterday, and no further than entries are at hand [C3]', () => {
    const later = hour(24 + 9);
    day
      .when(clocks.correct(later, out17.id, hour(18)))
      .then(clocked.corrected(later, out17, { ...out17, clockedAt: hour(18) }));
    const tooOld = evening - ENTRIES_KEPT_MS - 1;
    day.when(clocks.correct(evening, in9.id, tooOld)).thenRejected('session/entry-too-old');
  });
});

describe('an entry that was missing', () => {
  it('closes the work that was left open [C3]', () =>
    clockOf(in9).when(clocks.add(evening, out17)).then(clocked.added(evening, out17)));

  it('may be the IN of a span whose OUT follows, also before what is known [C3]', () => {
    clockOf(in13, out17).when(clocks.add(evening, in9)).then(clocked.added(evening, in9));
    clockOf(in13, out17, in9).when(clocks.add(evening, out12)).then(clocked.added(evening, out12));
  });

  it('never stands inside a span, and never closes nothing [C3]', () => {
    clockOf(in9, out17).when(clocks.add(evening, out12)).thenRejected('session/entries-overlap');
    clockOf(in9, out17).when(clocks.add(evening, in13)).thenRejected('session/entries-overlap');
    clockOf(in9).when(clocks.add(evening, in13)).thenRejected('session/entries-overlap');
    clockOf(in9, out12).when(clocks.add(evening, out17)).thenRejected('session/entries-overlap');
    clockOf().when(clocks.add(evening, out12)).thenRejected('session/entries-overlap');
  });

  it('changes nothing when it is known [C3]', () => clockOf(in9).when(clocks.add(evening, in9)).thenNothing());

  it('has no room on a day with too many [C3]', () => {
    const many = Array.from({ length: ENTRIES_PER_DAY_MAX }, (_, nth) =>
      entry(nth % 2 === 0 ? 'IN' : 'OUT', hour(9) + nth * MINUTE, `entry-${nth}`),
    );
    clockOf(...many)
      .when(clocks.in(evening))
      .thenRejected('session/too-many-entries');
    // The first of these is an OUT, so that the last is an IN, and one more is one too many.
    clockOf(entry('IN', hour(8)), ...many.slice(1), entry('IN', evening))
      .when(clocks.out(evening + HOUR))
      .then(clocked.out(evening + HOUR));
  });
});

describe('an entry that was none', () => {
  const day = clockOf(in9, out12, in13, out17);

  it('is removed and kept as it was; asking twice is no error [C3]', () => {
    day.when(clocks.remove(evening, out12.id)).then(clocked.removed(evening, out12));
    given(workClock, clocked.added(hour(9), in9), clocked.removed(hour(10), in9))
      .when(clocks.remove(evening, in9.id))
      .thenNothing();
  });

  it('makes one span of two together with its neighbour, whichever goes first [C3]', () => {
    for (const [first, second] of [
      [out12, in13],
      [in13, out12],
    ] as const) {
      const { state } = given(
        workClock,
        ...[in9, out12, in13, out17].map((one) => clocked.added(one.clockedAt, one)),
        clocked.removed(evening, first),
        clocked.removed(evening, second),
      );
      expect(state.entries.map(({ id }) => id)).toEqual(['IN-9', 'OUT-17']);
    }
  });

  it('that nobody knows is not found [C3]', () =>
    day.when(clocks.remove(evening, 'stranger')).thenRejected('entry/not-found'));
});

describe('a day that begins anew', () => {
  it('has lost its entries, which the event keeps [C2]', () =>
    clockOf(in9, out12, in13)
      .when(clocks.clear(hour(14)))
      .then(clocked.cleared(hour(14), [in9, out12, in13], null)));

  it('keeps what was worked until it began [C2] [C4]', () => {
    const night = given(workClock, clocked.in(hour(22)));
    const cut = entry('OUT', tuesday.startsAt, 'cut');
    night.when(clocks.clear(hour(26), tuesday)).then(clocked.cleared(hour(26), [], cut, tuesday));
    const { state } = given(workClock, clocked.in(hour(22)), clocked.cleared(hour(26), [], cut, tuesday));
    expect(state.entries.map(({ id }) => id)).toEqual(['IN-22', 'cut']);
  });

  it('is as it was where there was nothing [C2]', () => {
    given(workClock)
      .when(clocks.clear(hour(9)))
      .thenNothing();
    clockOf(in9, out12)
      .when(clocks.clear(hour(30), tuesday))
      .thenNothing();
  });
});

describe('a clock-out that may have been forgotten', () => {
  const working = given(workClock, clocked.in(hour(9)));
  const missed = given(workClock, clocked.in(hour(9)), clocked.missed(hour(17), hour(9)));

  it('is missed after eight hours, once, and nothing is made up [C3]', () => {
    expect(workClock.dueAt?.(working.state)).toBe(hour(17));
    working.when(clocks.wake(hour(17) - 1)).thenNothing();
    working.when(clocks.wake(hour(17))).then(clocked.missed(hour(17), hour(9)));
    expect(workClock.dueAt?.(missed.state)).toBeNull();
    missed.when(clocks.wake(hour(18))).thenNothing();
    expect(missed.state.entries).toHaveLength(1);
  });

  it('is missed after as long as the user says, anew [C3]', () => {
    working.when(clocks.threshold(hour(10), 4 * HOUR)).then(clocked.threshold(hour(10), 8 * HOUR, 4 * HOUR));
    working.when(clocks.threshold(hour(10), 8 * HOUR)).thenNothing();
    const sooner = given(workClock, clocked.in(hour(9)), clocked.threshold(hour(14), 8 * HOUR, 4 * HOUR));
    expect(workClock.dueAt?.(sooner.state)).toBe(hour(14));
    const later = workClock.evolve(missed.state, clocked.threshold(hour(18), 8 * HOUR, 12 * HOUR));
    expect(workClock.dueAt?.(later)).toBe(hour(21));
  });

  it('is added where it is missing, or told late [C3]', () => {
    missed.when(clocks.add(hour(18), entry('OUT', hour(16)))).then(clocked.added(hour(18), entry('OUT', hour(16))));
    missed.when(clocks.out(hour(16), hour(18))).then(clocked.out(hour(16)));
    expect(workClock.evolve(missed.state, clocked.out(hour(16))).missedId).toBeNull();
  });

  it('stands in nobody’s way on the next day, and may be added between the two INs [C3]', () => {
    missed.when(clocks.in(hour(33), tuesday)).then(clocked.in(hour(33)));
    const tuesdays = given(
      workClock,
      clocked.in(hour(9)),
      clocked.missed(hour(17), hour(9)),
      clocked.in(hour(33)),
      clocked.out(hour(41)),
    );
    tuesdays.when(clocks.add(hour(42), entry('OUT', hour(17)))).then(clocked.added(hour(42), entry('OUT', hour(17))));
  });

  it('is no reason to begin anew on the same day, or before it is missed [C1]', () => {
    missed.when(clocks.in(hour(18))).thenNothing();
    given(workClock, clocked.in(hour(23)))
      .when(clocks.in(hour(25), tuesday))
      .thenNothing();
  });

  it('is missed anew when its IN is corrected [C3]', () => {
    const corrected = clocked.corrected(hour(18), in9, { ...in9, clockedAt: hour(11) });
    const { state } = given(workClock, clocked.in(hour(9)), clocked.missed(hour(17), hour(9)), corrected);
    expect(workClock.dueAt?.(state)).toBe(hour(19));
  });
});

describe('what a work clock keeps at hand', () => {
  it('is the entries of a month, whole spans and the open one, and where it begins [C3]', () => {
    const later = monday.startsAt + ENTRIES_KEPT_MS + 10 * HOUR;
    const { state } = given(workClock, ...[in9, out12, in13].map((one) => clocked.added(one.clockedAt, one)), {
      type: 'ClockedOut',
      data: { entryId: 'late', clockedAt: later },
    });
    // The IN of nine o'clock is too old, and its OUT is not.
    expect(state.entries.map(({ id }) => id)).toEqual(['IN-9', 'OUT-12', 'IN-13', 'late']);
    const muchLater = workClock.evolve(state, clocked.threshold(later + 3 * HOUR, 8 * HOUR, HOUR));
    const evenLater = workClock.evolve(muchLater, clocked.in(later + 3 * HOUR));
    expect(evenLater.entries.map(({ id }) => id).slice(0, 2)).toEqual(['IN-13', 'late']);
    expect(evenLater.keptFromAt).toBe(hour(12));
    given(workClock)
      .when(clocks.add(evening, entry('IN', evening - ENTRIES_KEPT_MS - 1)))
      .thenRejected('session/entry-too-old');
    expect(() => workClock.decide(evenLater, clocks.add(later + 3 * HOUR, in9))).toThrow(
      expect.objectContaining({ code: 'session/entry-too-old' }) as Error,
    );
  });

  it('is no more than so many entries, however short the spans are [C3]', () => {
    const presses = Array.from({ length: ENTRIES_KEPT_MAX + 1 }, (_, nth) =>
      entry(nth % 2 === 0 ? 'IN' : 'OUT', monday.startsAt + nth * 15 * MINUTE, `entry-${nth}`),
    );
    const { entries } = clockOf(...presses).state;
    expect([entries.length, entries[0]?.id]).toEqual([ENTRIES_KEPT_MAX - 1, 'entry-2']);
  });
});
