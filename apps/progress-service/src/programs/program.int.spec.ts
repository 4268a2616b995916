import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { Trainee } from '../testing/trainee';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start(2);
}, START_MAX_MS);
afterAll(() => service.close());

/** So many workouts, each with all that can be said of one. */
const sessions = (count: number) =>
  Array.from({ length: count }, (_, nth) => ({
    week_number: 1 + Math.floor(nth / 7),
    day_number: 1 + (nth % 7),
    completed_at: '2026-01-04T18:00:00.000Z',
    intensity_rating: 'perfect',
    scheduled_date: '2026-01-04',
    exercise_logs: [{ name: 'Squat', sets: [{ reps: 5, kg: 102.5 }] }],
  }));

describe('a program', () => {
  it('of which nothing was ever said is empty [P1]', async () => {
    const ada = new Trainee(service);
    expect(await ada.program()).toEqual({ programId: 'strong', logs: [], revision: 0 });
    expect(await ada.week(3)).toEqual({ programId: 'strong', logs: [], revision: 0 });
    expect(await ada.followed({ progress: 0 })).toEqual({ revisions: { progress: 0, drafts: 0 }, missed: {} });
  });

  it('answers each wish with the log of its workout [P1] [P2]', async () => {
    const ada = new Trainee(service);
    const rated = await ada.tell('intensity', { intensity_rating: 'hard' });
    expect(rated).toMatchObject({ completed: false, feedback: { intensityRating: 'hard' }, exercise_logs: [] });
    await ada.tell('exercises', { exercise_logs: [{ name: 'Row', toString: 'kept' }] });
    await ada.tell('schedule', { scheduled_date: '2026-01-07', week_number: 2 });
    await ada.tell('schedule', { scheduled_date: '2026-01-05' });
    const moved = await ada.tell('schedule', { scheduled_date: '2026-01-06', cascade: true });
    const done = await ada.tell('complete');
    expect(done.revision).toBeGreaterThan(moved.revision);
    const { logs, revision } = await ada.program();
    expect(revision).toBe(done.revision);
    expect(logs).toMatchObject([
      {
        ...{ week_number: 1, day_number: 1, completed: true, completed_at: '2026-01-05T12:00:00.000Z' },
        feedback: { intensityRating: 'hard', scheduledDate: '2026-01-06' },
        exercise_logs: [{ name: 'Row', toString: 'kept' }],
      },
      { week_number: 2, day_number: 1, completed: false, feedback: { scheduledDate: '2026-01-08' } },
    ]);
    expect((await ada.week(2)).logs).toEqual([logs[1]]);
    expect((await ada.tell('complete', { completed: false })).completed).toBe(false);
  });

  it('is no other than its owner makes it, whatever others call theirs [P3] [I-26]', async () => {
    const ada = new Trainee(service, 'plan');
    const ben = new Trainee(service, 'plan');
    await ada.tell('complete');
    expect((await ben.program()).logs).toEqual([]);
    const left = new Trainee(service, 'b-c', 'a');
    const right = new Trainee(service, 'c', 'a-b');
    await left.tell('complete');
    expect((await right.program()).logs).toEqual([]);
    expect((await right.followed({ progress: 0 })).missed).toEqual({});
  });

  it.each([{ programId: 'a.b' }, { programId: '*' }, { week_number: 0 }, { intensity_rating: 'brutal' }])(
    'refuses %j from any service, and nothing is done',
    async (wrong) => {
      const ada = new Trainee(service);
      const wish = { intensity_rating: 'easy', caller: 'scheduler-service', ...wrong };
      await expect(ada.tell('intensity', wish)).rejects.toMatchObject({ name: 'InvalidRequest' });
      expect(await ada.events()).toEqual([]);
    },
  );

  it('refuses what happened too long ago with the log as it is [I-21]', async () => {
    const ada = new Trainee(service);
    await ada.tell('intensity', { intensity_rating: 'easy' });
    const at = '2026-01-03T12:00:00.000Z';
    await expect(ada.tell('complete', { at })).rejects.toMatchObject({
      code: 'program/at-out-of-range',
      details: { completed: false, feedback: { intensityRating: 'easy' } },
    });
    await expect(ada.sync(sessions(1), { at })).rejects.toMatchObject({
      code: 'program/at-out-of-range',
      details: { programId: 'strong' },
    });
  });
});

describe('a repeated key', () => {
  it('gets the first answer, whatever happened since, also at another instance [P4] [I-06]', async () => {
    const ada = new Trainee(service);
    const first = await ada.tell('complete', { commandId: 'press' });
    await ada.tell('complete', { completed: false });
    expect(await ada.at(1).tell('complete', { commandId: 'press' })).toEqual(first);
    await expect(ada.tell('complete', { commandId: 'press', completed: false })).rejects.toMatchObject({
      code: 'request/key-reused',
    });
    expect(await ada.events()).toHaveLength(2);
  });

  it('of a bulk gets the first results, of those too that did nothing or were rejected [P1] [P4] [I-06]', async () => {
    const ada = new Trainee(service);
    await ada.tell('complete', { week_number: 1, day_number: 1, completed_at: '2026-01-04T18:00:00.000Z' });
    const said = [
      { week_number: 1, day_number: 1, completed_at: '2026-01-04T18:00:00.000Z' },
      { week_number: 1, day_number: 2 },
      { week_number: 1, day_number: 2 },
      { week_number: 0, day_number: 1 },
      { week_number: 2, day_number: 2, at: '2026-01-05T12:00:03.000Z' },
      { week_number: 2, day_number: 3, intensity_rating: 'easy', at: '2025-01-01T00:00:00.000Z' },
    ];
    const first = await ada.sync(said, { commandId: 'bulk' });
    expect(first.results.map(({ status }) => status)).toEqual([
      ...['unchanged', 'applied', 'unchanged', 'rejected', 'rejected', 'applied'],
    ]);
    await ada.tell('complete', { day_number: 2, completed: false });
    expect(await ada.at(1).sync(said, { commandId: 'bulk' })).toEqual(first);
    const nothing = await ada.sync(said.slice(0, 1), { commandId: 'nothing-new' });
    expect(nothing.results).toEqual([{ week_number: 1, day_number: 1, status: 'unchanged' }]);
    await ada.tell('complete', { completed: false });
    expect(await ada.sync(said.slice(0, 1), { commandId: 'nothing-new' })).toEqual(nothing);
  });

  it('of a bulk that is told late gets the first results too [I-22]', async () => {
    const ada = new Trainee(service);
    await ada.tell('intensity', { intensity_rating: 'easy' });
    const wish = { commandId: 'late', at: '2026-01-05T11:00:00.000Z' };
    const said = [
      { week_number: 1, day_number: 1, completed: true, intensity_rating: 'hard' },
      { week_number: 1, day_number: 1, completed: true },
    ];
    const first = await ada.sync(said, wish);
    expect(first.results.map(({ status }) => status)).toEqual(['applied', 'unchanged']);
    expect(await ada.sync(said, wish)).toEqual(first);
    expect((await ada.program()).logs).toMatchObject([{ completed: true, feedback: { intensityRating: 'easy' } }]);
  });
});

describe('a bulk sync of a thousand workouts', () => {
  it('is one command and one commit, and is answered item by item, also when it is repeated [P1] [P4]', async () => {
    const ada = new Trainee(service);
    const first = await ada.sync(sessions(1_000), { commandId: 'thousand' });
    expect(first.results).toHaveLength(1_000);
    expect(first.results.every(({ status }) => status === 'applied')).toBe(true);
    expect((await ada.program()).logs).toHaveLength(1_000);
    const { rows } = await service.database.query<{ events: number; stamps: number }>(
      `SELECT count(*)::int AS events, count(DISTINCT recorded_at)::int AS stamps FROM events WHERE user_id = $1`,
      [ada.userId],
    );
    expect(rows).toEqual([{ events: 4_000, stamps: 1 }]);
    expect(await ada.at(1).sync(sessions(1_000), { commandId: 'thousand' })).toEqual(first);
    const again = await ada.sync(sessions(1_000));
    expect(again.results.every(({ status }) => status === 'unchanged')).toBe(true);
  });
});
