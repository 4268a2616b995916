import type { Reply } from '@tidemark/contracts';
import { Unavailable } from '@tidemark/domain';
import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import type { Bus } from './bus';
import { factsOfUser, factSubject } from './subjects';
import { answering } from './testing/answering';
import { testBus } from './testing/test-bus';

const SUBJECT = 'tidemark.task.echo';

let infra: TestInfra<{ nats: true }>;
let asker: Bus;
let answerer: Bus;

beforeAll(async () => {
  infra = await testInfra({ nats: true });
  asker = await testBus(infra.nats, 'gateway');
  answerer = await testBus(infra.nats, 'timer-service');
});

afterAll(async () => {
  await Promise.all([asker.close(), answerer.close()]);
  await infra.close();
});

const echo = (text: string): Reply => ({ ok: true, body: JSON.parse(text) as unknown });

describe('a request over the bus', () => {
  it('gets each of a thousand answers to the one who asked for it', async () => {
    const { stop } = await answering(answerer, SUBJECT, echo);
    const numbers = Array.from({ length: 1_000 }, (_, number) => number);
    const replies = await Promise.all(numbers.map((number) => asker.request(SUBJECT, { number })));
    expect(replies).toEqual(numbers.map((number) => ({ ok: true, body: { number } })));
    expect(asker.waitingRequests).toBe(0);
    stop();
  });

  it('passes a refusal on as an answer', async () => {
    const refused: Reply = {
      ok: false,
      error: { status: 409, code: 'timer/not-running', message: 'No.', details: {} },
    };
    const { stop } = await answering(answerer, SUBJECT, () => refused);
    expect(await asker.request(SUBJECT, {})).toEqual(refused);
    stop();
  });

  it('is sent again unchanged when no answer comes, so that it keeps its command key [T3]', async () => {
    const { heard, stop } = await answering(answerer, SUBJECT, (text, times) => (times < 3 ? null : echo(text)));
    expect(await asker.request(SUBJECT, { commandId: 'c-1' }, { timeoutMs: 100 })).toMatchObject({ ok: true });
    expect(heard).toEqual(Array(3).fill('{"commandId":"c-1"}'));
    stop();
  });

  it('fails as unavailable when the last attempt had no answer either', async () => {
    const { heard, stop } = await answering(answerer, SUBJECT, () => null);
    await expect(asker.request(SUBJECT, {}, { timeoutMs: 60, attempts: 2 })).rejects.toThrow(Unavailable);
    expect(heard).toHaveLength(2);
    expect(asker.waitingRequests).toBe(0);
    stop();
  });

  it('knows without waiting for the timeout that nobody listens', async () => {
    const request = asker.request('tidemark.task.nobody', {}, { timeoutMs: 3_600_000 });
    await expect(request).rejects.toThrow(Unavailable);
  });

  it('reaches a service that comes back while it is asked for', async () => {
    const request = asker.request(SUBJECT, {}, { timeoutMs: 3_600_000, attempts: 20 });
    await until('the first attempt was in vain', () => asker.waitingRequests === 1);
    const { stop } = await answering(answerer, SUBJECT, echo);
    expect(await request).toMatchObject({ ok: true });
    stop();
  });

  it('does not take nonsense for an answer', async () => {
    const { stop } = await answering(answerer, SUBJECT, () => '<html>');
    await expect(asker.request(SUBJECT, {})).rejects.toThrow('is not a reply');
    stop();
  });

  it('is refused where it is larger than the server takes', async () =>
    expect(asker.request(SUBJECT, { text: 'x'.repeat(2_000_000) })).rejects.toMatchObject({
      code: 'request/too-large',
    }));

  it('survives a restart of the server in between [F-23]', async () => {
    const { stop } = await answering(answerer, SUBJECT, echo);
    const statuses: string[] = [];
    const unlisten = asker.onStatus((status) => statuses.push(status));
    await infra.nats.kill();
    await until('the loss is noticed', () => !asker.isConnected && !answerer.isConnected);
    const requests = Array.from({ length: 100 }, (_, number) =>
      asker.request(SUBJECT, { number }, { timeoutMs: 3_600_000 }),
    );
    await infra.nats.start();
    // A request that overtakes the answerer's reconnection is told that nobody listens, and asks again.
    expect(await Promise.all(requests)).toHaveLength(100);
    expect(statuses).toEqual(['disconnected', 'reconnected']);
    unlisten();
    stop();
  });

  it('is not left hanging when the bus is closed', async () => {
    const bus = await testBus(infra.nats);
    const { stop } = await answering(answerer, SUBJECT, () => null);
    const request = expect(bus.request(SUBJECT, {}, { timeoutMs: 3_600_000 })).rejects.toThrow(Unavailable);
    await bus.close();
    await request;
    stop();
  });
});

describe('subjects on a real server', () => {
  it.each(['u-1', '', '*', '>', 'a.b', 'a b', 'a\r\nPUB tidemark.evt.x 0\r\n', '\0', 'ü', '\ud800', '='])(
    'carry the facts of the user %j to nobody else [I-26]',
    async (userId) => {
      const own: string[] = [];
      const others: string[] = [];
      const subscriptions = [
        answerer.subscribe(factsOfUser(userId), ({ data }) => own.push(data.toString())),
        answerer.subscribe(factsOfUser(`${userId}x`), ({ data }) => others.push(data.toString())),
      ];
      await answerer.flush();
      asker.publish(factSubject('timer', userId, 'SessionStarted'), 'told');
      await until('the fact is heard', () => own.length > 0);
      await answerer.flush();
      expect([own, others]).toEqual([['told'], []]);
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  );
});
