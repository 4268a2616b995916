import { canShiftClocks, ShiftedClock, testInfra, until, type TestInfra } from '@tidemark/local-infra';
import { Pool } from 'pg';
import { DatabaseClock } from './database-clock';

const WANTED = { postgres: true } as const;
const HOUR_MS = 3_600_000;
/** Above what rounding and a busy machine do, far below what the clock is set by. */
const CLOSE_MS = 1_000;

(canShiftClocks() ? describe : describe.skip)("the database's clock", () => {
  const host = new ShiftedClock();
  let infra: TestInfra<typeof WANTED>;
  let pool: Pool;
  let clock: DatabaseClock;
  let looks: number;

  beforeAll(async () => {
    infra = await testInfra(WANTED, host);
    pool = new Pool({ connectionString: infra.postgres.url });
    pool.on('error', () => undefined);
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await infra.close();
    host.remove();
  }, 60_000);

  beforeEach(async () => {
    host.shift(0);
    looks = 0;
    clock = await DatabaseClock.start(pool, { looked: () => void (looks += 1) });
  });
  afterEach(() => clock.stop());

  const aheadMs = () => clock.now() - Date.now();
  const isAheadBy = (expectedMs: number) => Math.abs(aheadMs() - expectedMs) < CLOSE_MS;

  it.each([
    ['forwards by an hour', HOUR_MS],
    ['backwards by an hour', -HOUR_MS],
    ['forwards by a year', 365 * 24 * HOUR_MS],
  ])('is followed when it is set %s [F-37]', async (_, setByMs) => {
    expect(isAheadBy(0)).toBe(true);
    host.shift(setByMs);
    await until('the step is noticed', () => isAheadBy(setByMs));
  });

  it('is asked briefly while it agrees, and not measured anew', async () => {
    const asked = jest.spyOn(pool, 'query');
    let looksBefore = looks;
    // On a busy machine the first measure may have been a poor one; then the next look measures once more.
    await until('a look has asked once', () => {
      if (looks === looksBefore) return false;
      const questions = asked.mock.calls.length / (looks - looksBefore);
      looksBefore = looks;
      asked.mockClear();
      return questions === 1;
    });
    asked.mockRestore();
  });

  it('goes on from where it was while the database is away, and follows when it is back', async () => {
    await infra.postgres.stop();
    const [before, looksBefore] = [clock.now(), looks];
    await until('it was looked for in vain', () => looks > looksBefore);
    expect(clock.now()).toBeGreaterThan(before);
    expect(isAheadBy(0)).toBe(true);

    host.shift(HOUR_MS);
    await infra.postgres.start();

    await until('the step is noticed', () => isAheadBy(HOUR_MS));
  });
});
