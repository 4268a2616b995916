import { randomUUID } from 'node:crypto';
import { testInfra, type TestInfra } from '@tidemark/local-infra';
import type { Append } from './append';
import { TOGETHER_MAX } from '../log';
import type { AnyDecider } from '../deciding/states-after';
import { counter } from '../testing/counter';
import { installLog, startProcess, type Process } from '../testing/toy-log';
import { verifyLog } from '../verify';

const WANTED = { postgres: true } as const;
const START_MAX_MS = 60_000;
const TOGETHER = 500;

describe('streams that are appended to together', () => {
  let infra: TestInfra<typeof WANTED>;
  let one: Process;
  let other: Process;

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    one = await startProcess(infra.postgres.url);
    other = await startProcess(infra.postgres.url);
  }, START_MAX_MS);
  afterAll(async () => {
    await one.close();
    await other.close();
    await infra.close();
  }, START_MAX_MS);

  it('let in whoever waits for an answer, before the first of them is there', async () => {
    let underWay = 0;
    const together = [1, 2, 3, 4].map(async (batch) => {
      underWay += 1;
      await one.log.appendTogether(users(`crowd-${batch}`, TOGETHER_MAX).map(appendOf));
      underWay -= 1;
    });
    await Promise.race(['ann', 'bob', 'cem', 'dee'].map((user) => one.count(user)));
    expect(underWay).toBe(together.length);
    await Promise.all(together);
  });

  it('are each appended to once, whoever else wants them, and leave a log without a flaw [I-02] [I-07]', async () => {
    const contended = users('contended');
    const [ours, theirs] = await Promise.all([
      one.log.appendTogether(contended.map(appendOf)),
      other.log.appendTogether(contended.map(appendOf)),
      Promise.all(contended.map((user) => other.count(user))),
    ]);
    const heads = await one.log.heads(contended.map((user) => `counter-${user}`));
    const versions = new Map(heads.map(({ userId, version }) => [userId, version]));
    contended.forEach((user, nth) => {
      const outcomes = [ours[nth]!.outcome, theirs[nth]!.outcome].sort();
      expect([1, 2]).toContain(outcomes.filter((outcome) => outcome === 'conflict').length);
      expect(versions.get(user)).toBe(1 + outcomes.filter((outcome) => outcome === 'appended').length);
    });
    expect(await verifyLog(one.log, [counter as AnyDecider])).toEqual([]);
  });

  it('are answered for in the order in which they were given', async () => {
    const given = users('in-order');
    await one.count(given[7]!, 3);
    const results = await one.log.appendTogether(given.map(appendOf));
    const left = results.flatMap(({ outcome }, nth) => (outcome === 'conflict' ? [nth] : []));
    expect(left).toEqual([7]);
  });
});

function users(name: string, count = TOGETHER): readonly string[] {
  return Array.from({ length: count }, (_, nth) => `${name}-${nth}`);
}

/** The first event of a counter. */
function appendOf(userId: string): Append {
  const countedAt = Date.parse('2026-01-05T09:00:00.000Z');
  const data = { by: 1, countedAt: '2026-01-05T09:00:00.000Z' };
  const event = { eventId: randomUUID(), type: 'Counted', schemaVersion: 1, data, commandId: null };
  return {
    streamId: `counter-${userId}`,
    userId,
    expectedVersion: 0,
    events: [{ ...event, occurredAt: countedAt }],
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
