import type { Entry } from '@tidemark/client';

import { extentOf, extentWith, marksOf, tileRows } from './workout-tiles';
import { exampleLog, plannedLog } from '../example-log';

describe('tiles', () => {
  const logs = [exampleLog(1, 1, { completed: true }), plannedLog(2, 3, '2026-11-24', 'hard')];

  it('show what is done, what has a date, and what is open [P1]', () => {
    const rows = tileRows(logs, extentOf(logs), new Map());
    expect(rows.map((row) => row.map(({ state }) => state))).toEqual([
      ['done', 'open', 'open'],
      ['open', 'open', 'planned'],
    ]);
    expect(rows[1]?.[2]).toMatchObject({ scheduledDate: '2026-11-24', intensity: 'hard' });
  });

  it('are as many as are known or wished, within what a program may have', () => {
    expect(extentOf([])).toEqual({ weeks: 1, days: 1 });
    expect(extentWith({ weeks: 4, days: 3 }, { weeks: 2, days: 9 })).toEqual({ weeks: 4, days: 7 });
  });

  it('mark what the server does not have, and what it never took [X7]', () => {
    const entry = (programId: string, day: number): Entry => ({
      ...{ key: 'k', userId: 'u', order: 1, lane: 'l', name: 'progress/complete', happenedAt: 0, isTimed: true },
      ...{ holdMs: 0, slot: null, data: { programId, week_number: 1, day_number: day } },
    });
    const marks = marksOf('p', [entry('p', 1), entry('p', 2), entry('q', 3)], [entry('p', 2)]);
    expect([...marks]).toEqual([
      ['1.1', 'waiting'],
      ['1.2', 'refused'],
    ]);
  });
});
