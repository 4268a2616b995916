import { program } from './program';
import { syncResults } from './program-view';
import { PROGRAM_BYTES_MAX, type MalformedSession } from './program-words';
import { given } from '../testing/given';
import { after, evening, first, late, live, said, second, third, wishes } from '../testing/program-story';

const done = { completed: true };
const malformed: MalformedSession = {
  week: -1,
  day: null,
  malformed: { code: 'request/invalid', message: 'No such week.', details: [] },
};
const results = (state: typeof program.initial, ...said: Parameters<typeof syncResults>[1][]) =>
  said.flatMap((command) => syncResults(state, command)).map(({ status }) => status);

describe('a bulk sync', () => {
  const unknown = given(program);

  it('is one batch of what each workout says [P1]', () =>
    unknown
      .when(
        wishes.sync(
          live(evening),
          { ...first, ...done, completedAt: after(-60), intensity: 'easy', exerciseLogs: '[]' },
          { ...second, completed: false, scheduledDate: '2026-01-07' },
        ),
      )
      .then(
        said.completed(evening, after(-60)),
        said.rated(evening, 'easy'),
        said.logged(evening, '[]'),
        said.uncompleted(evening, second),
        said.scheduled(evening, '2026-01-07', second),
      ));

  it('has only what changed in it, and a result for each workout all the same [P1] [P4]', () => {
    const known = given(program, said.completed(evening));
    const sync = wishes.sync(live(after(1)), { ...first, ...done }, { ...second, ...done });
    known.when(sync).then(said.completed(after(1), after(1), second));
    expect(syncResults(known.state, sync)).toEqual([
      { week_number: 1, day_number: 1, status: 'unchanged' },
      { week_number: 1, day_number: 3, status: 'applied' },
    ]);
  });

  it('merges a workout that comes twice with what its first coming left [P1]', () => {
    const sync = wishes.sync(
      live(evening),
      { ...first, ...done, intensity: 'easy' },
      { ...first, ...done, intensity: 'hard' },
      { ...first, ...done, intensity: 'hard' },
    );
    unknown.when(sync).then(said.completed(evening), said.rated(evening, 'easy'), said.rated(evening, 'hard'));
    expect(results(unknown.state, sync)).toEqual(['applied', 'applied', 'unchanged']);
  });

  it('may bring what was written down at any time, which gives way to what was changed since [P2] [I-22]', () => {
    const weekOld = after(-7 * 24 * 60);
    given(program, said.rated(after(-60), 'easy'))
      .when(wishes.sync(live(evening), { ...first, ...done, intensity: 'hard', writtenAt: weekOld }))
      .then(said.completed(weekOld));
  });

  it('that is itself told late counts as late as its request', () =>
    given(program, said.rated(after(10), 'easy'))
      .when(wishes.sync(late(evening), { ...first, intensity: 'hard' }, { ...second, intensity: 'hard' }))
      .then(said.rated(evening, 'hard', second)));

  it('refuses one workout that is malformed, or from the future, and takes the others [P1]', () => {
    const future = { ...second, ...done, writtenAt: after(1) };
    const sync = wishes.sync(live(evening), malformed, future, { ...third, ...done });
    unknown.when(sync).then(said.completed(evening, evening, third));
    expect(syncResults(unknown.state, sync)).toEqual([
      { week_number: -1, day_number: null, status: 'rejected', error: malformed.malformed },
      {
        ...{ week_number: 1, day_number: 3, status: 'rejected' },
        error: { code: 'program/at-out-of-range', message: expect.any(String) as string, details: {} },
      },
      { week_number: 2, day_number: 1, status: 'applied' },
    ]);
  });

  it('refuses what finds no room, whole, and takes what comes after it [P1]', () => {
    const sync = wishes.sync(
      live(evening),
      { ...first, ...done, exerciseLogs: 'x'.repeat(PROGRAM_BYTES_MAX) },
      { ...second, ...done },
    );
    unknown.when(sync).then(said.completed(evening, evening, second));
    expect(results(unknown.state, sync)).toEqual(['rejected', 'applied']);
  });

  it('moves a claim that lies in the future by no more than clocks disagree', () =>
    unknown
      .when(wishes.sync(live(evening), { ...first, ...done, writtenAt: evening + 1_500 }))
      .then(said.completed(evening)));
});
