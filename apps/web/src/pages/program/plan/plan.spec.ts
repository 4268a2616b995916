import { program as decider, programView, type Program } from '@tidemark/domain';
import { calendarWeeks, chipsByDate, daysByKey, firstMonday } from './plan-dates';
import { sumsInWords, sumsOf } from '../program-sums';
import { cascadeWords, moveOf } from './workout-move';
import { exampleLog, plannedLog } from '../example-log';

describe('another date for a workout [P2]', () => {
  const logs = [
    plannedLog(1, 1, '2026-11-16'),
    plannedLog(1, 2, '2026-11-18'),
    exampleLog(1, 3),
    plannedLog(2, 1, '2026-11-23'),
    plannedLog(2, 2, '2026-11-25'),
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
    exampleLog(1, 1, { completed: true, feedback: { intensityRating: null, scheduledDate: '2026-11-09' } }),
    plannedLog(1, 2, '2026-11-18'),
    plannedLog(2, 1, '2026-11-23'),
  ];

  it('open at this week, or where the next one is that would not be seen', () => {
    expect(firstMonday(logs, '2026-11-21')).toBe('2026-11-16');
    expect(firstMonday(logs, '2026-09-02')).toBe('2026-11-16');
    expect(firstMonday(logs, '2026-11-05')).toBe('2026-11-02');
    expect(firstMonday(logs, '2026-12-30')).toBe('2026-11-23');
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
