import { Unavailable } from '@tidemark/domain';
import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import type { Bus } from './bus';
import { FactPublisher, type FactMessage } from './fact-publisher';
import { streamApi } from './fact-stream';
import { FACT_STREAM, factsOfCategory } from './subjects';
import { testBus } from './testing/test-bus';

let infra: TestInfra<{ nats: true }>;
let bus: Bus;
let publisher: FactPublisher;

beforeEach(async () => {
  infra = await testInfra({ nats: true });
  bus = await testBus(infra.nats, 'timer-service');
  publisher = new FactPublisher(bus);
});

afterEach(async () => {
  await bus.close();
  await infra.close();
});

const facts = (count: number, from = 0): FactMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    category: 'timer',
    userId: 'u-1',
    type: 'SessionStarted',
    messageId: `event-${from + index}`,
    body: JSON.stringify({ version: from + index }),
  }));

async function stored(): Promise<number[]> {
  const api = await streamApi(bus);
  const { state } = await api.streams.info(FACT_STREAM);
  const sequences = Array.from({ length: state.messages }, (_, index) => state.first_seq + index);
  const messages = await Promise.all(sequences.map((seq) => api.streams.getMessage(FACT_STREAM, { seq })));
  return messages.map((message) => message.json<{ version: number }>().version);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the fact publisher', () => {
  it('stores every fact in the order in which they were given [I-04]', async () => {
    await publisher.publish(facts(3_000));
    expect(await stored()).toEqual(upTo(3_000));
  });

  it('stores the same event once, however often it is published [F-27]', async () => {
    await publisher.publish(facts(10));
    await publisher.publish(facts(15));
    expect(await stored()).toEqual(upTo(15));
  });

  it('has nothing to do for nothing', async () => {
    await publisher.publish([]);
    expect(await stored()).toEqual([]);
  });

  it('fails while the server is away, and goes on when it is back [F-23]', async () => {
    await publisher.publish(facts(5));
    const before = await publisher.epoch();
    await infra.nats.kill();
    await until('the loss is noticed', () => !bus.isConnected);
    await expect(publisher.publish(facts(10))).rejects.toThrow(Unavailable);
    await infra.nats.start();
    await until('the bus is back', () => bus.isConnected);
    await publisher.publish(facts(10));
    expect(await stored()).toEqual(upTo(10));
    expect(await publisher.epoch()).toBe(before);
  });

  it('fails what was under way when the server died, and a second try leaves no gap and no double', async () => {
    const outcome = publisher.publish(facts(20_000)).then(
      () => 'stored',
      () => 'failed',
    );
    await infra.nats.kill();
    expect(await outcome).toBe('failed');
    await infra.nats.start();
    await until('the bus is back', () => bus.isConnected);
    await publisher.publish(facts(2_000));
    expect((await stored()).slice(0, 2_000)).toEqual(upTo(2_000));
  });

  it('makes the stream anew in a wiped store, and says by its epoch that it is another one [F-24]', async () => {
    await publisher.publish(facts(5));
    const before = await publisher.epoch();
    await infra.nats.wipe();
    await infra.nats.start();
    await until('the bus is back', () => bus.isConnected);
    await publisher.publish(facts(2, 5));
    expect(await publisher.epoch()).not.toBe(before);
    expect(await stored()).toEqual([5, 6]);
  });

  it('notices that the stream was deleted under it, also when others still listen', async () => {
    await publisher.publish(facts(5));
    bus.subscribe(factsOfCategory('timer'), () => {});
    const api = await streamApi(bus);
    await api.streams.delete(FACT_STREAM);
    await expect(publisher.publish(facts(5))).rejects.toThrow(Unavailable);
    await publisher.publish(facts(5));
    expect(await stored()).toEqual(upTo(5));
  }, 20_000);
});
