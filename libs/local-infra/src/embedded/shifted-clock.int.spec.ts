import { execFileSync } from 'node:child_process';

import { Pool } from 'pg';

import { canShiftClocks, testInfra, type TestInfra } from '../testing/test-infra';
import { until } from '../until';
import { ShiftedClock } from './shifted-clock';

const WANTED = { postgres: true } as const;
const START_MAX_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
const CONNECTIONS = 8;

(canShiftClocks() ? describe : describe.skip)('a clock that is shifted', () => {
  const clock = new ShiftedClock();
  let infra: TestInfra<typeof WANTED>;
  let pool: Pool;

  beforeAll(async () => {
    infra = await testInfra(WANTED, clock);
    pool = new Pool({ connectionString: infra.postgres.url, max: CONNECTIONS });
    pool.on('error', () => undefined);
  }, START_MAX_MS);
  afterAll(async () => {
    await pool.end();
    await infra.close();
    clock.remove();
  }, START_MAX_MS);

  const told = async (expression = 'clock_timestamp()') => {
    const { rows } = await pool.query<{ at: Date }>(`SELECT ${expression} AS at`);
    return rows[0]?.at.getTime() ?? 0;
  };

  it('is right to the millisecond for every connection at once, in the middle of their work', async () => {
    const open = await Promise.all(Array.from({ length: CONNECTIONS }, () => pool.connect()));
    open.forEach((connection) => connection.release());
    const setFrom = Date.now();
    clock.shift(3 * DAY_MS + 250);
    const answers = await Promise.all(open.map(() => told()));
    expect(Math.min(...answers)).toBeGreaterThanOrEqual(setFrom + 3 * DAY_MS + 250);
    expect(Math.max(...answers)).toBeLessThanOrEqual(Date.now() + 3 * DAY_MS + 251);
  });

  it('does not move the beginning of a statement that is under way', async () => {
    const began = pool.query<{ began: Date; begins: Date; ends: Date }>(
      `SELECT statement_timestamp() AS began, pg_sleep(0.5), statement_timestamp() AS begins, clock_timestamp() AS ends`,
    );
    const before = await told();
    clock.shift(4 * DAY_MS);
    const row = (await began).rows[0];
    expect(row?.begins).toEqual(row?.began);
    expect(row?.ends.getTime()).toBeGreaterThan(before + DAY_MS / 2);
  });

  it('leaves durations and the patience with a busy statement as they are', async () => {
    const connection = await pool.connect();
    clock.shift(5 * DAY_MS);
    await connection.query(`SET statement_timeout = '200ms'`);
    await expect(connection.query('SELECT count(*) FROM generate_series(1, 1e12)')).rejects.toMatchObject({
      code: '57014',
    });
    connection.release(true);
  });

  it('is still the same after a crash and a start', async () => {
    clock.shift(6 * DAY_MS);
    await infra.postgres.kill();
    await infra.postgres.start();
    await until('Postgres tells the time', async () => (await told()) > Date.now() + 5 * DAY_MS);
  });

  it('can be given to a process of Node as well', () => {
    clock.shift(-DAY_MS);
    const environment = { ...process.env, ...clock.environment };
    const shown = execFileSync(process.execPath, ['-p', 'Date.now()'], { env: environment, encoding: 'utf8' });
    expect(Number(shown)).toBeLessThanOrEqual(Date.now() - DAY_MS);
    expect(Number(shown)).toBeGreaterThan(Date.now() - DAY_MS - START_MAX_MS);
  });
});
