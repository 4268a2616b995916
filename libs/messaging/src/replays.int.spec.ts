import type { Fact } from '@tidemark/contracts';
import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import type { Bus } from './bus';
import { forgetFacts } from './fact-erasure';
import { FactConsumer } from './fact-consumer';
import { FactPublisher } from './fact-publisher';
import { streamApi } from './fact-stream';
import { forgetReplay, hearsReplays, replayFacts } from './replays';
import { factsOfCategory, REPLAY_STREAM } from './subjects';
import { testBus } from './testing/test-bus';

let infra: TestInfra<{ nats: true }>;
let bus: Bus;
const consumers: FactConsumer[] = [];

beforeAll(async () => {
  infra = await testInfra({ nats: true });
  bus = await testBus(infra.nats, 'timer-service');
  await new FactPublisher(bus).declare();
});
afterAll(async () => {
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  await bus.close();
  await infra.close();
});

const facts = (userId: string, versions: readonly number[]) =>
  versions.map((version) => ({
    category: 'timer',
    userId,
    type: 'SessionStarted',
    messageId: `${userId}-${version}`,
    body: JSON.stringify({ userId, version }),
  }));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function listen(durable: string, replays: boolean): Fact[] {
  const heard: Fact[] = [];
  const consumer = new FactConsumer({
    bus,
    durable,
    filter: factsOfCategory('timer'),
    replays,
    apply: async (fact) => void heard.push(fact),
    deadLetter: async () => undefined,
  });
  consumers.push(consumer);
  consumer.start();
  return heard;
}
const kept = async () => (await (await streamApi(bus)).streams.info(REPLAY_STREAM)).state.messages;

describe('telling facts again', () => {
  it('reaches the one consumer of that name in order, marked, and nobody who hears what happens [I-09]', async () => {
    const live = listen('statistics', false);
    const asked = listen('badges', true);
    const other = listen('invoices', true);
    await replayFacts(bus, { name: 'badges', run: 'first' }, facts('u-1', upTo(300)));
    await until('all are heard', () => asked.length === 300);
    expect(asked.map(({ version }) => version)).toEqual(upTo(300));
    expect(new Set(asked.map(({ replayed }) => replayed))).toEqual(new Set(['badges']));
    await new FactPublisher(bus).publish(facts('u-9', [1]));
    await until('what happens is heard', () => live.length > 0);
    expect(live.map(({ userId, replayed }) => [userId, replayed])).toEqual([['u-9', undefined]]);
    expect(other).toEqual([]);
  });

  it('keeps a fact once per run, and again in another run', async () => {
    const before = await kept();
    for (const run of ['second', 'second', 'third']) {
      await replayFacts(bus, { name: 'nobody', run }, facts('u-2', [1, 2]));
    }
    expect((await kept()) - before).toBe(4);
  });

  it('is forgotten by name', async () => {
    await replayFacts(bus, { name: 'somebody', run: 'fourth' }, facts('u-3', [1]));
    const before = await kept();
    await forgetReplay(bus, 'nobody');
    expect(before - (await kept())).toBe(4);
  });

  it('is forgotten with the user, in whatever replay', async () => {
    for (const name of ['nobody', 'somebody']) await replayFacts(bus, { name, run: 'fifth' }, facts('u-4', [1]));
    const before = await kept();
    await forgetFacts(bus, 'u-4', ['timer']);
    expect(before - (await kept())).toBe(2);
  });

  it('knows who listens to it', async () => {
    expect(await Promise.all([hearsReplays(bus, 'badges'), hearsReplays(bus, 'statistics')])).toEqual([true, false]);
  });
});
