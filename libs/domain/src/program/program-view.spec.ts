import { program } from './program';
import { programLogView, programView, programWeekView } from './program-view';
import { given } from '../testing/given';
import { after, evening, first, said, second, third } from '../testing/program-story';

const seen = { programId: 'strength', revision: 42 };
const logs = '[{"name":"squat","endsAt":5,"weight":82.5,"note":"größer 😀"}]';

const { state } = given(
  program,
  said.scheduled(evening, '2026-01-19', { week: 10, day: 1 }),
  said.rated(after(5), 'hard', third),
  said.logged(after(7), logs, second),
  said.completed(after(3), after(-30)),
  said.rated(after(2), 'easy'),
);

describe('a program as clients see it', () => {
  it('has its logs by week and by day, whatever came first [P1]', () =>
    expect(programView(state, seen)).toMatchObject({
      ...seen,
      logs: [
        { week_number: 1, day_number: 1 },
        { week_number: 1, day_number: 3 },
        { week_number: 2, day_number: 1 },
        { week_number: 10, day_number: 1 },
      ],
    }));

  it('says of a workout all that was said of it [P1]', () =>
    expect(programView(state, seen).logs[0]).toEqual({
      week_number: 1,
      day_number: 1,
      completed: true,
      completed_at: '2026-01-05T18:30:00.000Z',
      feedback: { intensityRating: 'easy', scheduledDate: null },
      exercise_logs: [],
      updated_at: '2026-01-05T19:03:00.000Z',
    }));

  it('has exercises exactly as they were sent, whatever their fields are called [P1]', () =>
    expect(programView(state, seen).logs[1]?.exercise_logs).toEqual(JSON.parse(logs)));

  it('can be looked at by the week, also where there is nothing in it [P1]', () => {
    expect(programWeekView(state, 1, seen).logs).toHaveLength(2);
    expect(programWeekView(state, 10, seen).logs).toMatchObject([{ feedback: { scheduledDate: '2026-01-19' } }]);
    expect(programWeekView(state, 3, seen)).toEqual({ ...seen, logs: [] });
    expect(programView(program.initial, seen)).toEqual({ ...seen, logs: [] });
  });

  it('shows one workout with its program, also where nothing was said of it [P1] [P5]', () => {
    expect(programLogView(state, third, seen)).toMatchObject({ ...seen, week_number: 2, completed: false });
    expect(programLogView(program.initial, first, seen)).toEqual({
      ...seen,
      ...{ week_number: 1, day_number: 1, completed: false, completed_at: null },
      ...{ feedback: { intensityRating: null, scheduledDate: null }, exercise_logs: [], updated_at: null },
    });
  });

  it('shows a workout that was taken back as not completed [P2]', () => {
    const { state: back } = given(program, said.completed(evening), said.uncompleted(after(1)));
    expect(programView(back, seen).logs).toMatchObject([{ completed: false, completed_at: null }]);
  });
});
