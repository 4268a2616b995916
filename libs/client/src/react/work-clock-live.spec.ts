import { HOUR, MINUTE, SECOND, type EntryType, type SessionView } from '@tidemark/domain';
import { workedAt } from './work-clock-live';

const NINE = Date.parse('2026-11-21T09:00:00.000Z');
const berlin = { timezone: 'Europe/Berlin', dailyResetTime: 'midnight' } as const;

function clocked(...times: readonly [EntryType, number][]): SessionView {
  const entries = times.map(([type, timestamp], nth) => ({ id: `e${nth}`, type, timestamp, time: '' }));
  return { entries, currentStatus: times.at(-1)?.[0] ?? 'OUT' } as unknown as SessionView;
}

describe('live work and breaks [C4] [C5]', () => {
  it('stand still before anybody has clocked in', () =>
    expect(workedAt(NINE, clocked(), berlin)).toEqual({ workMs: 0, breakMs: 0, movesFromAt: null }));

  it('count work from the entry, and move at each whole second of it', () => {
    const session = clocked(['IN', NINE + 123]);
    const now = NINE + 90 * SECOND + 500;
    expect(workedAt(now, session, berlin)).toEqual({ workMs: now - NINE - 123, breakMs: 0, movesFromAt: NINE + 123 });
  });

  it('count the break that is under way, and after it the work of before too', () => {
    const out: [EntryType, number][] = [
      ['IN', NINE],
      ['OUT', NINE + HOUR],
    ];
    const pausing = workedAt(NINE + HOUR + 10 * MINUTE, clocked(...out), berlin);
    expect(pausing).toEqual({ workMs: HOUR, breakMs: 10 * MINUTE, movesFromAt: NINE + HOUR });
    const back = clocked(...out, ['IN', NINE + HOUR + 20 * MINUTE]);
    const working = workedAt(NINE + 2 * HOUR, back, berlin);
    expect(working).toMatchObject({ workMs: HOUR + 40 * MINUTE, breakMs: 20 * MINUTE });
    // From there on, and without any break, it would be as much.
    expect(working.movesFromAt).toBe(NINE + 20 * MINUTE);
  });

  it('begin anew with the local day, and count what reaches into it', () => {
    const evening = Date.parse('2026-11-21T22:00:00.000Z');
    const session = clocked(['IN', evening]);
    expect(workedAt(evening + 2 * HOUR, session, berlin).workMs).toBe(HOUR);
    expect(workedAt(evening + 2 * HOUR, clocked(['IN', NINE], ['OUT', NINE + HOUR]), berlin)).toEqual({
      ...{ workMs: 0, breakMs: 0, movesFromAt: null },
    });
  });
});
