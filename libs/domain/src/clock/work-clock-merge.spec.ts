import { HOUR } from '../decider';
import { clocked, clocks, entry } from '../testing/clock-story';
import { hour, tuesday } from '../testing/day-story';
import { given } from '../testing/given';
import { workClock } from './work-clock';

const [in9, out12, in13, out17] = [
  entry('IN', hour(9)),
  entry('OUT', hour(12)),
  entry('IN', hour(13)),
  entry('OUT', hour(17)),
];
const evening = hour(20);
const saved = (...entries: (typeof in9)[]) =>
  given(workClock, ...entries.map((one) => clocked.added(one.clockedAt, one)));

describe('a status that is sent alone', () => {
  it('clocks in and out, and is no error when it is so already [C2]', () => {
    given(workClock)
      .when(clocks.save(hour(9), 'unknown', { status: 'IN' }))
      .then({ type: 'ClockedIn', data: { entryId: `saved-${hour(9)}`, clockedAt: hour(9) } });
    given(workClock)
      .when(clocks.save(hour(9), 'unknown', { status: 'OUT' }))
      .thenNothing();
    saved(in9)
      .when(clocks.save(hour(10), 'stale', { status: 'IN' }))
      .thenNothing();
    saved(in9)
      .when(clocks.save(hour(12), 'stale', { status: 'OUT' }))
      .then({ type: 'ClockedOut', data: { entryId: `saved-${hour(12)}`, clockedAt: hour(12) } });
  });

  it('is no news when it is older than the last entry [C2]', () =>
    saved(in9, out12, in13)
      .when(clocks.save(hour(12.5), 'unknown', { status: 'OUT' }))
      .thenNothing());

  it('never begins anew, though the clock-out may have been forgotten [C2]', () =>
    given(workClock, clocked.in(hour(9)), clocked.missed(hour(17), hour(9)))
      .when(clocks.save(hour(33), 'unknown', { status: 'IN' }, tuesday))
      .thenNothing());
});

describe('the entries of a device that had seen everything', () => {
  it('are the whole of the day [C2] [C3]', () => {
    const moved = { ...out12, clockedAt: hour(12.5) };
    saved(in9, out12, in13)
      .when(clocks.save(evening, 'current', { entries: [in9, moved, entry('IN', hour(14))] }))
      .then(
        clocked.removed(evening, in13),
        clocked.corrected(evening, out12, moved),
        clocked.added(evening, entry('IN', hour(14))),
      );
  });

  it('leave other days alone [C2]', () =>
    saved(in9, out12)
      .when(clocks.save(hour(34), 'current', { entries: [entry('IN', hour(33))] }, tuesday))
      .then(clocked.added(hour(34), entry('IN', hour(33)))));

  it('say nothing new of work that is shown cut at the reset [C4]', () => {
    const shown = { ...entry('IN', hour(22)), clockedAt: tuesday.startsAt };
    given(workClock, clocked.in(hour(22)))
      .when(clocks.save(hour(25), 'current', { entries: [shown, entry('OUT', hour(25))] }, tuesday))
      .then(clocked.added(hour(25), entry('OUT', hour(25))));
  });

  it('go together with a status that they do not bring about themselves [C2]', () => {
    given(workClock)
      .when(clocks.save(hour(10), 'current', { status: 'IN', entries: [in9] }))
      .then(clocked.added(hour(10), in9));
    given(workClock)
      .when(clocks.save(hour(10), 'current', { status: 'OUT', entries: [in9] }))
      .then(clocked.added(hour(10), in9), {
        type: 'ClockedOut',
        data: { entryId: `saved-${hour(10)}`, clockedAt: hour(10) },
      });
  });
});

describe('the entries of a device that had missed something', () => {
  it.each(['stale', 'unknown'] as const)('are added by their ids, and nothing is removed: %s [C2] [I-22]', (basis) =>
    saved(in9, out12)
      .when(clocks.save(evening, basis, { entries: [in13, out17] }))
      .then(clocked.added(evening, in13), clocked.added(evening, out17)),
  );

  it('change nothing the second time [C2] [I-22]', () =>
    saved(in9, out12)
      .when(clocks.save(evening, 'stale', { entries: [out12, in9, in9] }))
      .thenNothing());

  it('correct what is known, unless it was changed since they were told [C2] [C3]', () => {
    const moved = { ...out12, clockedAt: hour(12.5) };
    saved(in9, out12)
      .when(clocks.save(evening, 'stale', { entries: [moved] }))
      .then(clocked.corrected(evening, out12, moved));
    given(workClock, clocked.added(hour(9), in9), clocked.added(evening, out12))
      .when(clocks.save(evening - HOUR, 'stale', { entries: [moved] }))
      .thenNothing();
  });

  it('do not bring back what another device corrected, and may correct it once more [C2] [C3]', () => {
    const moved = { ...out12, clockedAt: hour(12.5) };
    const twice = { ...out12, clockedAt: hour(12.7) };
    const corrected = given(
      workClock,
      clocked.added(hour(9), in9),
      clocked.added(hour(12), out12),
      clocked.corrected(hour(13), out12, moved),
      clocked.corrected(hour(14), moved, twice),
    );
    for (const shown of [out12, moved]) {
      corrected.when(clocks.save(evening, 'stale', { entries: [in9, shown] })).thenNothing();
    }
    const again = { ...out12, clockedAt: hour(12.9) };
    corrected
      .when(clocks.save(evening, 'stale', { entries: [in9, again] }))
      .then(clocked.corrected(evening, twice, again));
    for (const basis of ['current', 'unknown'] as const) {
      corrected
        .when(clocks.save(evening, basis, { entries: [in9, out12] }))
        .then(clocked.corrected(evening, twice, out12));
    }
  });

  it('do not bring back what another device removed [C3]', () =>
    given(workClock, clocked.added(hour(9), in9), clocked.removed(hour(10), in9))
      .when(clocks.save(evening, 'stale', { entries: [in9] }))
      .thenNothing());

  it('come with a status that is only what the device shows [C2]', () =>
    saved(in9)
      .when(clocks.save(evening, 'stale', { status: 'OUT', entries: [] }))
      .thenNothing());

  it('may make a break as a pair, also of yesterday [C3]', () =>
    saved(in9, out17)
      .when(clocks.save(hour(34), 'unknown', { entries: [in13, out12] }, tuesday))
      .then(clocked.added(hour(34), out12), clocked.added(hour(34), in13)));

  it('are refused as a whole where spans would overlap [C3]', () => {
    for (const entries of [
      [entry('IN', hour(10)), entry('OUT', hour(11))],
      [entry('IN', hour(11)), entry('OUT', hour(13))],
      [entry('IN', hour(8)), entry('OUT', hour(10))],
      [entry('IN', hour(8)), entry('OUT', hour(18))],
    ]) {
      saved(in9, out12)
        .when(clocks.save(evening, 'stale', { entries: [in13, out17, ...entries] }))
        .thenRejected('session/entries-overlap');
    }
    const nested = [entry('IN', hour(9)), entry('IN', hour(10)), entry('OUT', hour(11)), entry('OUT', hour(12))];
    for (const entries of [nested, nested.slice(0, 3), nested.slice(0, 2), nested.slice(2)]) {
      given(workClock)
        .when(clocks.save(evening, 'unknown', { entries }))
        .thenRejected('session/entries-overlap');
    }
  });
});
