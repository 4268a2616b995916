import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import type { Bus } from './bus';
import { FactConsumer } from './fact-consumer';
import { factListeners } from './fact-listeners';
import { FactPublisher } from './fact-publisher';
import { factsOfCategory } from './subjects';
import { testBus } from './testing/test-bus';

describe('the list of those who listen to facts', () => {
  let infra: TestInfra<{ nats: true }>;
  let bus: Bus;

  beforeEach(async () => {
    infra = await testInfra({ nats: true });
    bus = await testBus(infra.nats, 'ops');
  });
  afterEach(async () => {
    await bus.close();
    await infra.close();
  });

  it('is empty where nothing was ever told', async () => {
    expect(await factListeners(bus)).toEqual([]);
  });

  it('says what each of them has still to hear', async () => {
    const applied: unknown[] = [];
    const consumer = new FactConsumer({
      bus,
      durable: 'statistics',
      filter: factsOfCategory('timer'),
      apply: async (fact) => void applied.push(fact),
      deadLetter: async () => undefined,
    });
    const publish = (messageId: string) =>
      new FactPublisher(bus).publish([
        { category: 'timer', userId: 'anna', type: 'SessionStarted', messageId, body: '{}' },
      ]);
    await publish('one');
    consumer.start();
    await until('it was heard', async () => applied.length === 1);
    await consumer.stop();
    await publish('two');
    await until('one waits', async () => (await factListeners(bus))[0]?.waiting === 1);
    expect(await factListeners(bus)).toEqual([
      { durable: 'statistics', filter: 'tidemark.evt.timer.>', waiting: 1, inHand: 0, handedAgain: 0 },
    ]);
  });
});
