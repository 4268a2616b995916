import type { INestMicroservice } from '@nestjs/common';
import type { Reply } from '@tidemark/contracts';
import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import { headers } from 'nats';
import { IDENTITY_HEADER, type Bus } from './bus';
import { IN_FLIGHT_MAX } from './bus-responder';
import type { RequestOptions } from './request-table';
import { commandSubject, querySubject } from './subjects';
import { testBus } from './testing/test-bus';
import { closeGate, openGate, startService, TimerController } from './testing/timer-service';

let infra: TestInfra<{ nats: true }>;
let gateway: Bus;
let serviceBus: Bus;
let service: INestMicroservice;

beforeAll(async () => {
  infra = await testInfra({ nats: true });
  gateway = await testBus(infra.nats, 'gateway');
  serviceBus = await testBus(infra.nats, 'timer-service');
  service = await startService(serviceBus);
});

afterAll(async () => {
  await service.close();
  await Promise.all([gateway.close(), serviceBus.close()]);
  await infra.close();
});

const command = { name: 'timer/start', userId: 'u-1', commandId: 'c-1', correlationId: 'r-1', data: {} };
const send = (changes: object = {}, options: RequestOptions = {}) =>
  gateway.request(commandSubject('timer'), { ...command, ...changes }, options);

/** A request as somebody would send it who does not use our library. */
async function sendRaw(body: string | Uint8Array, token: string | null = gateway.identity.token()) {
  const signed = headers();
  if (token !== null) signed.set(IDENTITY_HEADER, token);
  const answer = await gateway.connection.request(commandSubject('timer'), body, { timeout: 5_000, headers: signed });
  return answer.json<Reply>();
}

describe('a service that answers on the bus', () => {
  it('answers a command, and knows who sent it', async () =>
    expect(await send()).toEqual({ ok: true, body: { name: 'timer/start', userId: 'u-1', caller: 'gateway' } }));

  it('answers a question', async () => {
    const question = { name: 'timer/view', userId: 'u-1', correlationId: 'r-1', data: { limit: 3 } };
    expect(await gateway.request(querySubject('timer'), question)).toEqual({ ok: true, body: { limit: 3 } });
  });

  it('passes an expected no on with its code and the current state [T11]', async () =>
    expect(await send({ name: 'timer/refuse' })).toEqual({
      ok: false,
      error: { status: 409, code: 'timer/not-running', message: 'No.', details: { status: 'idle' } },
    }));

  it('tells nothing of the inside of a bug', async () => {
    const reply = await send({ name: 'timer/break' });
    expect(reply).toMatchObject({ ok: false, error: { status: 500, code: 'service/internal' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });

  it('answers also when its answer is too large for a message', async () =>
    expect(await send({ name: 'timer/huge' })).toMatchObject({ ok: false, error: { status: 500 } }));

  it.each(['', '[]', 'null', '{', '{}', '"text"', '{"userId":"a.b"}', '{"__proto__":{}}', Buffer.from([0xff, 0xfe])])(
    'answers %j with what is wrong about it',
    async (body) =>
      expect(await sendRaw(body)).toMatchObject({ ok: false, error: { status: 400, code: 'request/invalid' } }),
  );

  it.each([null, '', 'gateway', 'a.b.c'])('answers nobody who shows %j instead of who it is', async (token) =>
    expect(await sendRaw(JSON.stringify(command), token)).toMatchObject({
      ok: false,
      error: { status: 403, code: 'auth/forbidden' },
    }),
  );

  it('answers nobody who signs with another secret', async () => {
    const stranger = await testBus(infra.nats, 'gateway', 'another secret that is long enough too');
    expect(await stranger.request(commandSubject('timer'), command)).toMatchObject({ error: { status: 403 } });
    await stranger.close();
  });

  it('sends away what it could not answer in time', async () => {
    closeGate();
    const requests = Array.from({ length: IN_FLIGHT_MAX + 10 }, () => send());
    await until('the first are sent away', () => gateway.waitingRequests === IN_FLIGHT_MAX);
    openGate();
    const replies = await Promise.all(requests);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(IN_FLIGHT_MAX);
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ error: { status: 503, code: 'service/unavailable' } });
  });

  it('shares the work with other instances, each command to one of them [F-12]', async () => {
    const otherBus = await testBus(infra.nats, 'timer-service');
    const other = await startService(otherBus);
    const instances = [service.get(TimerController), other.get(TimerController)];
    const before = instances.map(({ handled }) => handled);
    await Promise.all(Array.from({ length: 200 }, () => send()));
    const shares = instances.map(({ handled }, index) => handled - (before[index] ?? 0));
    expect(shares.reduce((sum, share) => sum + share)).toBe(200);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    await other.close();
    await otherBus.close();
  });

  it('ends what it began before it closes, and takes no more', async () => {
    const leavingBus = await testBus(infra.nats, 'timer-service');
    closeGate();
    await service.close();
    const leaving = await startService(leavingBus);
    const request = send();
    await until('the command is under way', () => leaving.get(TimerController).handled === 1);
    const closed = leaving.close().then(() => leavingBus.close());
    await expect(send({}, { attempts: 1 })).rejects.toThrow('not available');
    openGate();
    expect(await request).toMatchObject({ ok: true });
    await closed;
  });
});
