import { randomUUID } from 'node:crypto';
import { testInfra, type TestInfra } from '@tidemark/local-infra';
import { Unavailable } from '@tidemark/domain';
import { EventLog } from '../log';
import { CuttingProxy } from '../testing/cutting-proxy';
import { asOwner, installLog, SCHEMA, startProcess, type Process } from '../testing/toy-log';

const WANTED = { postgres: true } as const;

describe('the append queue', () => {
  let infra: TestInfra<typeof WANTED>;
  let proxy: CuttingProxy;
  let process: Process;

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    proxy = await CuttingProxy.before(infra.postgres.url);
    process = await startProcess(proxy.url);
  }, 60_000);
  afterAll(async () => {
    await process.close();
    await proxy.close();
    await infra.close();
  }, 60_000);

  it('neither loses nor doubles a command when the answer to its commit is lost [F-19]', async () => {
    const orders = Array.from({ length: 200 }, (_, index) => ({
      userId: `cut-${index % 20}`,
      commandId: randomUUID(),
    }));
    for (let round = 0; round < 10; round += 1) {
      proxy.cutAppends(3);
      const part = orders.slice(round * 20, round * 20 + 20);
      await Promise.all(part.map(({ userId, commandId }) => process.count(userId, 1, { commandId })));
    }
    expect(proxy.cuts).toBeGreaterThanOrEqual(20);
    const { rows } = await asOwner(infra.postgres.url, (owner) =>
      owner.query(`SELECT command_id, count(*)::int AS events FROM events GROUP BY command_id`),
    );
    const counted = new Map(rows.map((row: { command_id: string; events: number }) => [row.command_id, row.events]));
    expect(orders.map(({ commandId }) => counted.get(commandId))).toEqual(orders.map(() => 1));
  }, 30_000);

  it('says that the log is unavailable when it stays away, and goes on when it is back', async () => {
    proxy.refuse(true);
    await expect(process.count('away')).rejects.toBeInstanceOf(Unavailable);
    proxy.refuse(false);
    expect(await process.count('away')).toMatchObject({ rejection: null, version: 1 });
  }, 30_000);

  const appendOf = (userId: string, type: string, events = 1) => ({
    streamId: `counter-${userId}`,
    userId,
    expectedVersion: 0,
    events: Array.from({ length: events }, () => ({
      ...{ eventId: randomUUID(), type, schemaVersion: 1, data: {}, commandId: null, occurredAt: 0 },
    })),
    state: {},
    dueAt: null,
    commandId: null,
    hash: '',
    rejection: null,
    causationId: null,
    correlationId: null,
    deviceId: null,
  });

  it('lets few large commands share a commit, and a larger one have one to itself', async () => {
    const sizes: number[] = [];
    const log = await EventLog.open(process.log.pool, SCHEMA, { batch: ({ size }) => sizes.push(size) });
    const appends = Array.from({ length: 12 }, (_, nth) => appendOf(`large-${nth}`, 'Fine', nth === 0 ? 4_500 : 1_500));
    const results = await Promise.all(appends.map((append) => log.append(append)));
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['appended']));
    expect(Math.max(...sizes)).toBe(2);
  }, 30_000);

  it('fails a command that Postgres cannot store alone, and commits those that came with it', async () => {
    const users = ['sane-1', 'sane-2', 'sane-3'];
    const append = (userId: string, type: string) => process.log.append(appendOf(userId, type));
    const [broken, ...others] = await Promise.allSettled([
      append('broken', 'nul \0 is no text'),
      ...users.map((userId) => append(userId, 'Fine')),
    ]);
    expect(broken?.status).toBe('rejected');
    expect(others).toMatchObject(users.map(() => ({ status: 'fulfilled', value: { outcome: 'appended' } })));
  });
});
