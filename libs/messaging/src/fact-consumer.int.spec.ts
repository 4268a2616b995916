import type { Fact } from '@tidemark/contracts';
import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import type { Bus } from './bus';
import { FactConsumer, type FactConsumerOptions } from './fact-consumer';
import type { DeadLetter } from './fact-delivery';
import { FactPublisher } from './fact-publisher';
import { streamApi } from './fact-stream';
import { FACT_STREAM, factsOfCategory, factsOfUser } from './subjects';
import { testBus } from './testing/test-bus';

let infra: TestInfra<{ nats: true }>;
let bus: Bus;
let publisher: FactPublisher;
const consumers: FactConsumer[] = [];

beforeEach(async () => {
  infra = await testInfra({ nats: true });
  bus = await testBus(infra.nats, 'progress-service');
  publisher = new FactPublisher(bus);
});

afterEach(async () => {
  await Promise.all(consumers.splice(0).map((consumer) => consumer.stop()));
  await bus.close();
  await infra.close();
});

const publish = (userId: string, versions: readonly number[], body?: string) =>
  publisher.publish(
    versions.map((version) => ({
      category: 'timer',
      userId,
      type: 'SessionStarted',
      messageId: `${userId}-${version}`,
      body: body ?? JSON.stringify({ userId, version }),
    })),
  );

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** A listener that keeps what it applied; a handler that fails stands for one that could not commit. */
function listen(options: Partial<FactConsumerOptions> = {}) {
  const applied: Fact[] = [];
  const letters: DeadLetter[] = [];
  const consumer = new FactConsumer({
    bus,
    durable: 'statistics',
    filter: factsOfCategory('timer'),
    retryAfterMs: [10, 20],
    apply: async (fact) => void applied.push(fact),
    deadLetter: async (letter) => void letters.push(letter),
    ...options,
  });
  consumers.push(consumer);
  consumer.start();
  const versionsOf = (userId: string) => applied.filter((fact) => fact.userId === userId).map(({ version }) => version);
  return { applied, letters, consumer, versionsOf };
}

const unacknowledged = async () => {
  const info = await (await streamApi(bus)).consumers.info(FACT_STREAM, 'statistics');
  return info.num_ack_pending + info.num_pending;
};

describe('a durable listener', () => {
  it('applies every fact in order, those from before it listened too [I-04]', async () => {
    await publish('u-1', upTo(600));
    const { versionsOf } = listen();
    await until('all are applied', () => versionsOf('u-1').length >= 600);
    expect(versionsOf('u-1')).toEqual(upTo(600));
    await until('all are acknowledged', async () => (await unacknowledged()) === 0);
  });

  it('goes on where it stopped [I-05]', async () => {
    const first = listen();
    await publish('u-1', [1, 2, 3]);
    await until('three are applied', () => first.applied.length === 3);
    await first.consumer.stop();
    await publish('u-1', [4, 5]);
    const second = listen();
    await until('two more are applied', () => second.applied.length === 2);
    expect(second.versionsOf('u-1')).toEqual([4, 5]);
  });

  it('tries again what failed, and keeps the order of that user while others go on', async () => {
    let failures = 2;
    const { applied, versionsOf } = listen({
      apply: async (fact) => {
        if (fact.userId === 'u-1' && fact.version === 2 && failures-- > 0) throw new Error('not now');
        applied.push(fact);
      },
    });
    await publish('u-1', upTo(50));
    await publish('u-2', upTo(50));
    await until('all are applied', () => applied.length >= 100);
    expect(versionsOf('u-1')).toEqual(upTo(50));
    expect(versionsOf('u-2')).toEqual(upTo(50));
  });

  it('puts a poisoned fact aside after the last try, and applies what stands behind it [F-29]', async () => {
    const { applied, letters, versionsOf } = listen({
      apply: async (fact) => {
        if (fact.version === 2) throw new Error('poison');
        applied.push(fact);
      },
    });
    await publish('u-1', upTo(100));
    await until('the others are applied', () => applied.length >= 99);
    expect(versionsOf('u-1')).toEqual(upTo(100).filter((version) => version !== 2));
    expect(letters).toEqual([
      {
        subject: 'tidemark.evt.timer.u-1.SessionStarted',
        body: '{"userId":"u-1","version":2}',
        streamSequence: 2,
        tries: 3,
        error: new Error('poison'),
      },
    ]);
    await until('all are acknowledged', async () => (await unacknowledged()) === 0);
  });

  it('puts aside what is not even JSON', async () => {
    const { letters } = listen();
    await publish('u-1', [1], '{"half":');
    await until('it is put aside', () => letters.length === 1);
    expect(letters[0]).toMatchObject({ body: '{"half":', error: expect.any(Error) });
  });

  it('hears again what was not acknowledged because it stopped in the middle', async () => {
    let tries = 0;
    const first = listen({
      apply: () => Promise.reject(new Error(`not at try ${(tries += 1)}`)),
      retryAfterMs: [3_600_000],
    });
    await publish('u-1', [1]);
    await until('it was tried', () => tries === 1);
    await first.consumer.stop();
    const second = listen();
    await until('it is applied', () => second.applied.length === 1);
    expect(first.letters).toEqual([]);
  });

  it('can be stopped in the moment in which it starts', async () => {
    await listen().consumer.stop();
  });

  it('listens to something else after a release that changed its filter', async () => {
    const first = listen();
    await publish('u-1', [1]);
    await until('it is applied', () => first.applied.length === 1);
    await first.consumer.stop();
    const second = listen({ filter: factsOfUser('u-2') });
    await publish('u-1', [2]);
    await publish('u-2', [1]);
    await until('it is applied', () => second.applied.length === 1);
    expect(second.versionsOf('u-2')).toEqual([1]);
  });

  it('goes on after the server was killed [F-23]', async () => {
    const { versionsOf } = listen();
    await publish('u-1', [1, 2]);
    await until('two are applied', () => versionsOf('u-1').length === 2);
    await infra.nats.kill();
    await until('the loss is noticed', () => !bus.isConnected);
    await infra.nats.start();
    await until('the bus is back', () => bus.isConnected);
    await publish('u-1', [3]);
    await until('the third is applied', () => new Set(versionsOf('u-1')).size === 3);
  });

  it('makes itself anew in a wiped store and hears everything that is published there [F-24]', async () => {
    const { versionsOf } = listen();
    await publish('u-1', [1, 2]);
    await until('two are applied', () => versionsOf('u-1').length === 2);
    await infra.nats.wipe();
    await infra.nats.start();
    await until('the bus is back', () => bus.isConnected);
    await publish('u-1', [1, 2, 3]);
    await until('all are heard', () => versionsOf('u-1').includes(3), 20_000);
    expect(versionsOf('u-1')).toEqual([1, 2, 1, 2, 3]);
  }, 40_000);
});
