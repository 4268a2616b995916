import { HOUR, MINUTE } from '../decider';
import { entry } from '../testing/clock-story';
import { frame, hour, monday, tuesday } from '../testing/day-story';
import { clockedIn, entriesOf } from './work-clock-time';

const [in9, out12, in13, out17] = [
  entry('IN', hour(9)),
  entry('OUT', hour(12)),
  entry('IN', hour(13)),
  entry('OUT', hour(17)),
];
const [in22, out26] = [entry('IN', hour(22)), entry('OUT', hour(26))];
const evening = hour(20);

describe('the time of a day', () => {
  it('is work from IN to OUT, and a break from OUT to IN [C4] [I-14]', () =>
    expect(clockedIn(monday, [in9, out12, in13, out17], evening)).toEqual({
      workMs: 7 * HOUR,
      breakMs: HOUR,
      isComplete: true,
    }));

  it('goes on until now while somebody is in [C1]', () =>
    expect(clockedIn(monday, [in9, out12, in13], hour(14))).toEqual({
      workMs: 4 * HOUR,
      breakMs: HOUR,
      isComplete: false,
    }));

  it('is nothing where nobody came [C1]', () =>
    expect(clockedIn(monday, [], evening)).toEqual({ workMs: 0, breakMs: 0, isComplete: false }));

  it('counts nothing for an entry whose other half is missing [C3]', () => {
    expect(clockedIn(monday, [in9, in13, out17], evening)).toEqual({ workMs: 4 * HOUR, breakMs: 0, isComplete: false });
    expect(clockedIn(monday, [in9, out12, out17], evening)).toEqual({
      workMs: 3 * HOUR,
      breakMs: 0,
      isComplete: false,
    });
  });

  it('is split at the reset, each second in one day [C4]', () => {
    const night = [in22, out26];
    expect(clockedIn(monday, night, hour(30))).toEqual({ workMs: 2 * HOUR, breakMs: 0, isComplete: true });
    expect(clockedIn(tuesday, night, hour(30))).toEqual({ workMs: 2 * HOUR, breakMs: 0, isComplete: true });
    expect(clockedIn(monday, [in22], hour(25))).toMatchObject({ workMs: 2 * HOUR });
    expect(clockedIn(tuesday, [in22], hour(25))).toMatchObject({ workMs: HOUR });
  });

  it('has no break where the night was [C4]', () =>
    expect(clockedIn(tuesday, [in9, out17, entry('IN', hour(33)), entry('OUT', hour(34))], hour(40))).toMatchObject({
      breakMs: 0,
    }));

  it('has all the seconds of a longer day, and no more of a shorter one [C4] [D5]', () => {
    const shorter = frame('2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z');
    const around = [entry('IN', shorter.startsAt - HOUR, 'before'), entry('OUT', shorter.endsAt + HOUR, 'after')];
    expect(clockedIn(shorter, around, shorter.endsAt + HOUR).workMs).toBe(23 * HOUR);
  });
});

describe('the entries of a day', () => {
  it('are cut where work reaches in or out [C4]', () => {
    expect(entriesOf(monday, [in9, out12, in22, out26])).toEqual([
      in9,
      out12,
      in22,
      { ...out26, clockedAt: monday.endsAt },
    ]);
    expect(entriesOf(tuesday, [in9, out12, in22, out26])).toEqual([{ ...in22, clockedAt: tuesday.startsAt }, out26]);
    expect(entriesOf(tuesday, [in22])).toEqual([{ ...in22, clockedAt: tuesday.startsAt }]);
  });

  it('at the reset belong to the day whose time they begin or end [C4]', () => {
    const atReset = [in22, entry('OUT', tuesday.startsAt), entry('IN', tuesday.startsAt), out26];
    expect(entriesOf(monday, atReset).map(({ type }) => type)).toEqual(['IN', 'OUT']);
    expect(entriesOf(tuesday, atReset).map(({ type }) => type)).toEqual(['IN', 'OUT']);
  });

  it('reach into no day after an IN that another IN followed [C3]', () =>
    expect(entriesOf(tuesday, [in22, entry('IN', hour(22) + MINUTE), entry('OUT', hour(23))])).toEqual([]));
});
