import type { WorkoutLogShown } from '@tidemark/contracts';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { Trainee } from '../testing/trainee';
import { NEWEST_OF_USERS, WORKOUTS_SINCE } from './sql';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
}, START_MAX_MS);
afterAll(() => service.close());

const PAGES_MAX = 20;

/** Everything that somebody missed who asks again for as long as they are behind. */
async function caughtUp(person: Trainee, from: number): Promise<readonly WorkoutLogShown[][]> {
  const pages: WorkoutLogShown[][] = [];
  for (let seen = from; pages.length < PAGES_MAX; seen = pages.at(-1)!.at(-1)!.revision) {
    const { revisions, missed } = await person.followed({ progress: seen });
    if (seen === revisions.progress) return pages;
    pages.push([...missed.progress!]);
  }
  throw new Error('They are never told everything.');
}

const workouts = (count: number, exercise_logs: object[] = []) =>
  Array.from({ length: count }, (_, nth) => ({
    week_number: 1 + Math.floor(nth / 7),
    day_number: 1 + (nth % 7),
    exercise_logs,
  }));

describe('what a device missed of the programs of its owner', () => {
  it('is nothing where it does not say how far it has seen, or has seen everything [T8]', async () => {
    const ada = new Trainee(service);
    const { revision } = await ada.tell('complete');
    expect(await ada.followed()).toEqual({ revisions: { progress: revision, drafts: 0 }, missed: {} });
    expect(await ada.followed({ progress: revision })).toEqual({
      revisions: { progress: revision, drafts: 0 },
      missed: {},
    });
  });

  it('is each workout that changed since, once, as it stands now, of all programs [P5] [I-20]', async () => {
    const strong = new Trainee(service, 'strong');
    const fast = new Trainee(service, 'fast', strong.userId);
    const { revision: seen } = await strong.tell('complete', { week_number: 3 });
    await strong.tell('intensity', { intensity_rating: 'easy' });
    await fast.tell('complete', { day_number: 2 });
    const { revision } = await strong.tell('complete');
    const { revisions, missed } = await strong.followed({ progress: seen });
    expect(revisions.progress).toBe(revision);
    expect(missed.progress).toMatchObject([
      { programId: 'fast', week_number: 1, day_number: 2, completed: true },
      { programId: 'strong', day_number: 1, completed: true, feedback: { intensityRating: 'easy' }, revision },
    ]);
  });

  it('comes page by page where it is much, and ends [I-20]', async () => {
    const ada = new Trainee(service);
    await ada.sync(workouts(250));
    const pages = await caughtUp(ada, 0);
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 50]);
    const places = pages.flat().map(({ week_number: week, day_number: day }) => `${week}.${day}`);
    expect(new Set(places).size).toBe(250);
  });

  it('comes in smaller pages where workouts are large, so that each fits into one message', async () => {
    const ada = new Trainee(service);
    await ada.sync(workouts(45, [{ note: 'x'.repeat(16_000) }]));
    const pages = await caughtUp(ada, 0);
    expect(pages.flat()).toHaveLength(45);
    for (const page of pages) expect(JSON.stringify(page).length).toBeLessThan(300_000);
  });

  it.each([
    ['newest', NEWEST_OF_USERS, [['ada']]],
    ['missed', WORKOUTS_SINCE, ['ada', 7, 100]],
  ])('is read by walking indexes: %s', async (_, statement, values) => {
    const client = await service.database.connect();
    await client.query('BEGIN');
    // A table as small as here is else read from end to end.
    await client.query('SET LOCAL enable_seqscan = off');
    const { rows } = await client.query<Record<string, string>>(`EXPLAIN ${statement}`, values);
    await client.query('ROLLBACK');
    client.release();
    const plan = JSON.stringify(rows);
    expect(plan).toContain('heads_by_revision');
    expect(plan).not.toContain('Seq Scan');
  });
});
