import { randomUUID } from 'node:crypto';
import { testInfra, type TestInfra } from '@tidemark/local-infra';
import type { Append } from './append/append';
import { sql } from './sql';
import { asOwner, installLog, orderOf, startProcess, type Process } from './testing/toy-log';

const WANTED = { postgres: true } as const;

describe('the event log', () => {
  let infra: TestInfra<typeof WANTED>;
  let one: Process;
  let other: Process;

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    one = await startProcess(infra.postgres.url);
    other = await startProcess(infra.postgres.url);
  }, 60_000);
  afterAll(async () => {
    await one.close();
    await other.close();
    await infra.close();
  }, 60_000);

  it('gives contiguous positions in commit order, whoever appends [I-02]', async () => {
    const users = Array.from({ length: 100 }, (_, index) => `user-${index}`);
    const seen = new Map<number, number>();
    let done = false;
    // A reader that asks for what is after its cursor, all the while: nothing may ever appear behind it.
    const reader = (async () => {
      while (!done) {
        for (const [lane, position] of await one.log.positions()) {
          const events = await one.log.readLane(lane, seen.get(lane) ?? 0);
          const expected = events.map((_, index) => (seen.get(lane) ?? 0) + index + 1);
          expect(events.map((event) => event.position)).toEqual(expected);
          seen.set(lane, events.at(-1)?.position ?? seen.get(lane) ?? 0);
          expect(seen.get(lane)).toBeGreaterThanOrEqual(position);
        }
      }
    })();
    const counts = users.flatMap((user) => [one, other, one, other].map((process) => process.count(user)));
    const outcomes = await Promise.all(counts);
    done = true;
    await reader;

    expect(outcomes.every(({ rejection }) => rejection === null)).toBe(true);
    const heads = await one.log.heads(users.map((user) => `counter-${user}`));
    expect(heads.map(({ version, state }) => [version, state])).toEqual(
      users.map(() => [4, { count: 4, rings: 0, ringsAt: null }]),
    );
  });

  it('reads a page from the index, however long the lane is behind it', async () => {
    for (const { text } of [sql.lane, sql.stream]) {
      const client = await one.log.pool.connect();
      await client.query('BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off');
      const { rows } = await client.query(
        `EXPLAIN ${text.replace('$1', "'0'").replace('$2', '0').replace('$3', '10')}`,
      );
      await client.query('ROLLBACK');
      client.release();
      const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join(' ');
      expect(plan).toContain('Index Scan using events_');
      expect(plan).not.toContain('Sort');
    }
  });

  it('answers each command of a batch for itself', async () => {
    await one.count('mixed-a', 1_000);
    const key = orderOf('mixed-b');
    await one.count('mixed-b', 5, key);
    const [full, repeated, fresh, nothing] = await Promise.all([
      one.count('mixed-a'),
      one.count('mixed-b', 5, key),
      one.count('mixed-c', 3),
      one.count('mixed-d', 0),
    ]);
    expect(full).toMatchObject({ rejection: { code: 'counter/full' }, version: 1, state: { count: 1_000 } });
    expect(repeated).toMatchObject({ repeated: true, version: 1, state: { count: 5 }, events: [{ data: { by: 5 } }] });
    expect(fresh).toMatchObject({ repeated: false, version: 1, state: { count: 3 } });
    expect(nothing).toMatchObject({ version: 0, position: 0, events: [], state: { count: 0 } });
  });

  it('gives the first answer for ever, after all that came later [I-06]', async () => {
    const order = { ...orderOf('again'), hash: 'h' };
    const first = await one.count('again', 1, order);
    await other.count('again', 10);
    const again = await other.count('again', 1, order);
    expect(again).toEqual({ ...first, repeated: true, before: expect.any(Function) as object });
    expect(await again.before()).toEqual({ ...again.state, count: 0 });
    expect(await first.before()).toEqual(await again.before());
    await expect(one.count('again', 1, { ...order, hash: 'another body' })).rejects.toMatchObject({
      code: 'request/key-reused',
    });
    expect((await one.log.head('counter-again'))?.version).toBe(2);
  });

  it('gives the first refusal and the first nothing again, too', async () => {
    const refusedOrder = { ...orderOf('refused'), hash: 'h' };
    const nothingOrder = { ...orderOf('nothing'), hash: 'h' };
    const refused = await one.count('refused', 1_001, refusedOrder);
    const nothing = await one.count('nothing', 0, nothingOrder);
    await one.count('refused', 1);
    await one.count('nothing', 1);
    expect(await other.count('refused', 1_001, refusedOrder)).toMatchObject({
      rejection: { code: 'counter/full' },
      version: refused.version,
      state: { count: 0 },
      recordedAt: refused.recordedAt,
    });
    const { before, ...told } = await other.count('nothing', 0, nothingOrder);
    expect({ ...told, before }).toEqual({ ...nothing, repeated: true, before });
    expect(await before()).toEqual(nothing.state);
  });

  it('takes many streams in one commit, and names those where somebody was first [D8]', async () => {
    await one.count('together-0', 3);
    const users = Array.from({ length: 50 }, (_, index) => `together-${index}`);
    const results = await one.log.appendTogether(users.map((user) => appendOf(user)));
    expect(results[0]).toMatchObject({ outcome: 'conflict', head: { version: 1, state: { count: 3 } } });
    expect(results.slice(1).map(({ outcome }) => outcome)).toEqual(users.slice(1).map(() => 'appended'));
    const heads = await one.log.heads(users.map((user) => `counter-${user}`));
    expect(heads.map(({ version }) => version)).toEqual(users.map(() => 1));
    await expect(one.log.appendTogether(Array.from({ length: 1_001 }, () => appendOf('x')))).rejects.toThrow(
      RangeError,
    );
  });

  it("keeps each user's keys apart [P3]", async () => {
    const { commandId } = orderOf('x');
    await one.count('key-a', 1, { commandId });
    expect(await one.count('key-b', 1, { commandId })).toMatchObject({ repeated: false, version: 1 });
  });

  it('decides anew on the head that was there first [T11]', async () => {
    await one.count('contended', 998);
    await other.count('contended', 1);
    // `one` still believes in 998 and would allow two.
    expect(await one.count('contended', 2)).toMatchObject({ rejection: { code: 'counter/full' }, version: 2 });
    expect(await one.count('contended', 1)).toMatchObject({ rejection: null, version: 3, state: { count: 1_000 } });
  });

  it.each(['UPDATE events SET type = type', 'DELETE FROM events', 'TRUNCATE events', 'DELETE FROM commands'])(
    'refuses the service: %s [I-03]',
    async (statement) => {
      await expect(one.log.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
    },
  );

  it.each(['UPDATE events SET type = type', 'DELETE FROM events', 'TRUNCATE events'])(
    'refuses even the owner: %s [I-03]',
    async (statement) => {
      await expect(asOwner(infra.postgres.url, (owner) => owner.query(statement))).rejects.toMatchObject({
        code: '42501',
      });
    },
  );
});

function appendOf(userId: string): Append {
  return {
    streamId: `counter-${userId}`,
    userId,
    expectedVersion: 0,
    events: [
      {
        eventId: randomUUID(),
        type: 'Counted',
        schemaVersion: 1,
        data: { by: 1, countedAt: '2026-01-05T09:00:00.000Z' },
        commandId: null,
        occurredAt: Date.parse('2026-01-05T09:00:00.000Z'),
      },
    ],
    state: { count: 1, rings: 0, ringsAt: null },
    dueAt: null,
    commandId: null,
    hash: '',
    rejection: null,
    causationId: null,
    correlationId: null,
    deviceId: null,
  };
}
