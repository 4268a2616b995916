import type { Entry } from '@tidemark/client';
import { program as decider, programView, type Intensity, type Program, type WorkoutView } from '@tidemark/domain';
import { csvLines } from './csv-lines';
import { emptyRow, logsOf, rowsOf } from './exercise-rows';
import { readHistory } from './history-file';
import { isProgramId, programIdOf, programName } from './program-names';
import { calendarWeeks, chipsByDate, daysByKey, firstMonday } from './plan-dates';
import { sumsInWords, sumsOf } from './program-sums';
import { workoutsOfPlan } from './program-plan';
import { cascadeWords, moveOf } from './workout-move';
import { extentOf, extentWith, marksOf, tileRows } from './workout-tiles';

const log = (week: number, day: number, change: Partial<WorkoutView> = {}): WorkoutView => ({
  ...{ week_number: week, day_number: day, completed: false, completed_at: null },
  ...{ feedback: { intensityRating: null, scheduledDate: null }, exercise_logs: [], updated_at: null },
  ...change,
});
const planned = (week: number, day: number, scheduledDate: string, intensityRating: Intensity | null = null) =>
  log(week, day, { feedback: { intensityRating, scheduledDate } });

describe('the name of a program', () => {
  it.each([
    ['Spring marathon 2027', 'Spring-marathon-2027'],
    ['  Übung: Bein & Rücken ', 'Ubung-Bein-Rucken'],
    ['訓練', ''],
    ['a'.repeat(80), 'a'.repeat(64)],
  ])('%p is kept as %p', (name, id) => expect(programIdOf(name)).toBe(id));

  it('is read again from its id', () => {
    expect(programName('spring-marathon_2027')).toBe('Spring marathon 2027');
    expect(programName('--')).toBe('--');
    expect(['a', 'a b', ''].map(isProgramId)).toEqual([true, false, false]);
  });
});

describe('tiles', () => {
  const logs = [log(1, 1, { completed: true }), planned(2, 3, '2026-11-24', 'hard')];

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

describe('another date for a workout [P2]', () => {
  const logs = [
    planned(1, 1, '2026-11-16'),
    planned(1, 2, '2026-11-18'),
    log(1, 3),
    planned(2, 1, '2026-11-23'),
    planned(2, 2, '2026-11-25'),
  ];

  it('shows what would move with it', () => {
    const move = moveOf(logs, { week: 1, day: 2 }, '2026-11-20');
    expect(move?.later.map(({ week, day, to }) => `${week}.${day} ${to}`)).toEqual([
      '2.1 2026-11-25',
      '2.2 2026-11-27',
    ]);
    expect(move && cascadeWords(move)).toBe('moves 2 later workouts by 2 days');
  });

  it('says the way, and nothing where nothing would move', () => {
    const back = moveOf(logs, { week: 2, day: 1 }, '2026-11-22');
    expect(back && cascadeWords(back)).toBe('moves 1 later workout back by 1 day');
    expect(moveOf(logs, { week: 2, day: 2 }, '2026-12-01')?.later).toEqual([]);
    expect(moveOf(logs, { week: 1, day: 3 }, '2026-11-19')).toMatchObject({ days: 0, later: [] });
    expect(moveOf(logs, { week: 1, day: 1 }, '2026-11-16')).toBeNull();
  });

  it('is what the decider does', () => {
    const told = { at: 2, receivedAt: 2 };
    const schedule = (state: Program, week: number, day: number, scheduledDate: string, cascade: boolean) =>
      decider
        .decide(state, { type: 'ScheduleWorkout', ...told, week, day, scheduledDate, cascade })
        .reduce(decider.evolve, state);
    const before = logs.reduce(
      (state, { week_number: week, day_number: day, feedback: { scheduledDate } }) =>
        scheduledDate === null ? state : schedule(state, week, day, scheduledDate, false),
      decider.initial,
    );
    const after = programView(schedule(before, 1, 2, '2026-11-20', true), { programId: 'p', revision: 1 });
    const move = moveOf(logs, { week: 1, day: 2 }, '2026-11-20');
    const moved = [move?.moved, ...(move?.later ?? [])].map((each) => `${each?.week}.${each?.day} ${each?.to}`);
    const decided = after.logs.slice(1).map((each) => {
      return `${each.week_number}.${each.day_number} ${each.feedback.scheduledDate}`;
    });
    expect(decided).toEqual(moved);
  });
});

describe('workouts on their dates', () => {
  const logs = [
    log(1, 1, { completed: true, feedback: { intensityRating: null, scheduledDate: '2026-11-09' } }),
    planned(1, 2, '2026-11-18'),
    planned(2, 1, '2026-11-23'),
  ];

  it('open at the first that is still to be done, and never after today', () => {
    expect(firstMonday(logs, '2026-11-21')).toBe('2026-11-16');
    expect(firstMonday(logs.slice(0, 2), '2026-11-30')).toBe('2026-11-16');
    expect(firstMonday([], '2026-11-21')).toBe('2026-11-16');
    const weeks = calendarWeeks('2026-11-16');
    expect([weeks.length, weeks[5]?.[6]]).toEqual([6, '2026-12-27']);
  });

  it('stand where they are, and where they would be', () => {
    const chips = chipsByDate(logs, moveOf(logs, { week: 1, day: 2 }, '2026-11-20'));
    const told = [...chips].map(([date, found]) => `${date} ${found.map(({ key, part }) => `${key} ${part}`).join()}`);
    expect(told).toEqual([
      '2026-11-09 1.1 settled',
      '2026-11-18 1.2 moving',
      '2026-11-20 1.2 ghost',
      '2026-11-23 2.1 moving',
      '2026-11-25 2.1 ghost',
    ]);
  });

  it('move by keys, a day or a week [W3]', () =>
    expect(['ArrowLeft', 'ArrowDown', 'Tab'].map(daysByKey)).toEqual([-1, 7, null]));

  it('come to a sum', () => {
    expect(sumsInWords(sumsOf(logs))).toBe('1 of 3 done · next on Wed 18 Nov');
    expect(sumsInWords(sumsOf([]))).toBe('Nothing yet');
  });
});

describe('a plan', () => {
  it('has a date for every workout, in whole weeks', () => {
    const dates = (from: string) => workoutsOfPlan({ weeks: 2, weekdays: [4, 0, 0], from });
    expect(dates('2026-11-16').map(({ week, day, date }) => `${week}.${day} ${date}`)).toEqual([
      '1.1 2026-11-16',
      '1.2 2026-11-20',
      '2.1 2026-11-23',
      '2.2 2026-11-27',
    ]);
    expect(dates('2026-11-17')[0]).toMatchObject({ date: '2026-11-23' });
  });
});

describe('exercises', () => {
  it('are typed as text and kept as numbers where they are numbers', () => {
    const row = { ...emptyRow, exercise: ' Squat ', sets: '3', reps: '8-10', weight: '62,5' };
    expect(logsOf([row, emptyRow])).toEqual([{ exercise: 'Squat', sets: 3, reps: '8-10', weight: 62.5 }]);
  });

  it('keep whatever else was logged with them', () => {
    const logs = [{ exercise: 'Row', sets: 3, tempo: '2-0-2', detail: { left: 1 } }, { sets: [8, 8] }];
    expect(logsOf(rowsOf(logs))).toEqual(logs);
  });
});

describe('a history that is brought along [S7]', () => {
  it('is read from a table, with or without quotes', () => {
    const table =
      '\uFEFFWeek;Day;Completed at;Intensity\r\n1;1;2026-05-03;Hard\r\n1;2;"2026-05-05T18:00:00+02:00";\r\n;;;\r\n';
    expect(readHistory(table.slice(1))).toEqual({
      unread: [],
      sessions: [
        {
          week_number: 1,
          day_number: 1,
          completed: true,
          completed_at: '2026-05-03T12:00:00.000Z',
          intensity_rating: 'hard',
        },
        { week_number: 1, day_number: 2, completed: true, completed_at: '2026-05-05T16:00:00.000Z' },
      ],
    });
  });

  it('is read from what Tidemark tells itself', () => {
    const logs = [
      log(1, 1, { completed: true, completed_at: '2026-05-03T12:00:00.000Z' }),
      planned(1, 2, '2026-05-05'),
    ];
    expect(readHistory(JSON.stringify({ programId: 'p', logs, revision: 3 })).sessions).toEqual([
      { week_number: 1, day_number: 1, completed: true, completed_at: '2026-05-03T12:00:00.000Z' },
      { week_number: 1, day_number: 2, completed: false, scheduled_date: '2026-05-05' },
    ]);
  });

  it('names what cannot be read, and leaves the rest to the server', () => {
    expect(readHistory('[{"week": 1}, {"week": 99999, "day": 1, "completed": "no"}]')).toEqual({
      unread: ['Entry 1 names no week and day.'],
      sessions: [{ week_number: 99_999, day_number: 1, completed: false }],
    });
    expect(readHistory('{"a": 1').unread).toEqual(['This is no JSON that can be read.']);
    expect(readHistory('week,day\n').unread).toEqual(['There is nothing in this file.']);
  });

  it('may have separators, quotes and lines in its cells', () =>
    expect(csvLines('a,b\n"1,5","say ""hi""\nthere"')).toEqual([
      ['a', 'b'],
      ['1,5', 'say "hi"\nthere'],
    ]));
});
