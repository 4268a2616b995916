import { randomBytes, randomUUID } from 'node:crypto';
import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import { PORTION_BYTES } from '../log';
import { Relay } from '../relay/relay';
import { stateAt } from '../deciding/state-at';
import { counter } from '../testing/counter';
import { RecordingSink } from '../testing/recording-sink';
import { installLog, startProcess, type Process } from '../testing/toy-log';

const WANTED = { postgres: true } as const;
const EVENTS = 30;
/** Random, so that it takes as much when it is stored. */
const LARGE_BYTES = PORTION_BYTES / 10;

describe('a stream of large events', () => {
  let infra: TestInfra<typeof WANTED>;
  let toy: Process;
  const streamId = 'counter-collector';

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    toy = await startProcess(infra.postgres.url);
    for (let version = 0; version < EVENTS; version += 1) await append(version);
  }, 60_000);
  afterAll(async () => {
    await toy.close();
    await infra.close();
  }, 60_000);

  const append = (expectedVersion: number) => {
    const data = { by: 1, ballast: randomBytes((LARGE_BYTES * 3) / 4).toString('base64') };
    const event = { eventId: randomUUID(), type: 'Counted', schemaVersion: 1, data, commandId: null, occurredAt: 1 };
    const order = {
      commandId: null,
      hash: '',
      rejection: null,
      causationId: null,
      correlationId: null,
      deviceId: null,
    };
    const state = { ...counter.initial, count: expectedVersion + 1 };
    return toy.log.append({
      streamId,
      userId: 'collector',
      expectedVersion,
      events: [event],
      state,
      dueAt: null,
      ...order,
    });
  };

  it('is read in portions that fit into memory, whatever the limit [I-31]', async () => {
    const portion = await toy.log.readPortion(streamId, 0);
    expect(portion.length).toBeGreaterThan(0);
    expect(portion.length).toBeLessThanOrEqual(11);
    expect(await toy.log.readPortion(streamId, 0, 3)).toHaveLength(3);
    expect(await toy.log.readPortion(streamId, EVENTS)).toEqual([]);
  });

  it('is folded whole', async () => {
    const { state } = await stateAt(toy.log, counter, streamId, EVENTS);
    expect(state.count).toBe(EVENTS);
  });

  it('is told whole, some at a time [F-09]', async () => {
    const sink = new RecordingSink();
    const published: number[] = [];
    const relay = new Relay({
      log: toy.log,
      sink,
      deciders: [counter],
      toFacts: ({ eventId, type, userId }) => [{ category: 'counter', userId, type, messageId: eventId, body: '' }],
      hooks: { published: (_, events) => published.push(events) },
    });
    await relay.start();
    await until('all of it is told', () => sink.kept.length === EVENTS);
    await relay.stop();
    expect(Math.max(...published)).toBeLessThanOrEqual(11);
  });
});
