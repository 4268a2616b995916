import { opsContract } from '@tidemark/contracts';
import { until } from '@tidemark/local-infra';
import { BusResponder } from '@tidemark/messaging';
import { lettersTask, PRESENT, ROLL_CALL } from '@tidemark/service-kit';
import { consoleUnderTest, START_MAX_MS, type ConsoleUnderTest, type Heard } from '../testing/console-under-test';
import { growLog } from '../testing/grown-log';

interface Told {
  readonly version: number;
  readonly type: string;
  readonly eventId: string;
  readonly occurredAt: string;
  readonly changes: readonly { readonly what: string; readonly after?: unknown }[];
}

let console: ConsoleUnderTest;

beforeAll(async () => {
  console = await consoleUnderTest();
  await growLog(console.postgresUrl, 3);
}, START_MAX_MS);
afterAll(() => console?.close(), START_MAX_MS);

const refused = ({ ok, error }: Heard) => [ok, error?.status, error?.code];
const chaptersIn = ({ body }: Heard) => body?.['chapters'] as readonly Told[];
const itemsIn = ({ body }: Heard) => body?.['items'] as readonly Record<string, unknown>[];

describe('what operators may ask', () => {
  it('is answered, all of it [O2]', async () => {
    const needed: Record<string, object> = {
      'ops/story': { streamId: 'timer-user-1' },
      'ops/state': { streamId: 'timer-user-1' },
      'ops/day': { userId: 'user-1', date: '2026-01-05' },
      'ops/why': { event: 'timer-user-1/1' },
    };
    for (const { name } of opsContract.looks) {
      expect({ name, ...(await console.look(name, needed[name])) }).toMatchObject({ name, ok: true });
    }
  });

  it('has the system in one picture [O2]', async () => {
    const { body } = await console.look('ops/overview');
    expect(body).toMatchObject({ streams: 3, timersRunning: 0, deadLetters: 0, resets: [] });
  });

  it('has the processes that answer when the roll is called, and no nonsense [O2]', async () => {
    const bus = await console.busOf('timer-service');
    const present = {
      ...{
        service: 'timer-service',
        instance: 'a',
        startedAt: '2026-01-01T00:00:00.000Z',
        status: 'ready',
        missing: [],
      },
      ...{ memoryBytes: 1, sockets: 0, calls: 0, factsTold: 0 },
    };
    const said = ['{', 'null', '[]', '{"service":"x"}', JSON.stringify({ ...present, service: 7 })];
    const listening = bus.subscribe(ROLL_CALL, () => {
      for (const text of [...said, JSON.stringify(present)]) bus.publish(PRESENT, text);
    });
    await bus.flush();
    await until('the process is heard', async () => {
      const { body } = await console.look('ops/overview');
      return (body?.['processes'] as readonly object[]).length > 0;
    });
    listening.unsubscribe();
    const { body } = await console.look('ops/overview');
    expect(body?.['processes']).toEqual([expect.objectContaining({ service: 'timer-service', instance: 'a' })]);
  });

  it('finds streams of a user and of a kind [O2]', async () => {
    const streams = async (data: object) =>
      itemsIn(await console.look('ops/streams', data)).map((item) => item['streamId']);
    expect(await streams({ user: 'user-1' })).toEqual(['timer-user-1']);
    expect((await streams({ category: 'timer' })).length).toBe(3);
    expect(await streams({ category: 'draft' })).toEqual([]);
    expect((await streams({ limit: 2 })).length).toBe(2);
  });

  it('tells a stream in parts, each as if it were told from the beginning [O2]', async () => {
    const whole = chaptersIn(await console.look('ops/story', { streamId: 'timer-user-1' }));
    expect(whole.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, nth) => nth + 1));
    const part = await console.look('ops/story', { streamId: 'timer-user-1', after: 7, limit: 5 });
    expect(chaptersIn(part)).toEqual(whole.slice(7, 12));
    expect(chaptersIn(await console.look('ops/story', { streamId: 'timer-user-1', after: 99 }))).toEqual([]);
  });

  it('goes back to a version and to an instant, and both agree [X1]', async () => {
    const [first] = chaptersIn(await console.look('ops/story', { streamId: 'timer-user-1', limit: 1 }));
    const byVersion = await console.look('ops/state', { streamId: 'timer-user-1', version: 1 });
    const byInstant = await console.look('ops/state', { streamId: 'timer-user-1', at: first?.occurredAt });
    expect(byVersion.body).toMatchObject({ version: 1, lastVersion: 20, state: { status: 'running' } });
    expect(byInstant.body).toEqual(byVersion.body);
    const before = await console.look('ops/state', { streamId: 'timer-user-1', at: '1999-01-01T00:00:00Z' });
    expect(before.body).toMatchObject({ version: 0, state: { status: 'idle' } });
  });

  it.each([
    ['ops/story', { streamId: 'timer-nobody' }, 404, 'stream/not-found'],
    ['ops/story', { streamId: 'nonsense' }, 400, 'request/invalid'],
    ['ops/state', { streamId: 'timer-user-1', version: 21 }, 404, 'version/not-found'],
    ['ops/day', { userId: 'nobody', date: '2026-01-05' }, 404, 'user/not-found'],
    ['ops/why', { event: 'timer-user-1/21' }, 404, 'event/not-found'],
    ['ops/why', { event: 'nonsense' }, 400, 'request/invalid'],
    ['ops/streams', { category: 'dance' }, 400, 'request/invalid'],
    ['ops/nothing', {}, 404, 'query/not-found'],
  ])('is refused in the words of the contract: %s %j', async (name, data, status, code) => {
    expect(refused(await console.look(name, data))).toEqual([false, status, code]);
  });

  it('is answered to the gateway and to nobody else [I-26]', async () => {
    const stranger = await console.look('ops/streams', {}, 'progress-service');
    expect(refused(stranger)).toEqual([false, 403, 'auth/forbidden']);
  });
});

describe('what operators do', () => {
  it('is known, all of it, and refused where nothing is said [O2]', async () => {
    for (const { name, right } of opsContract.deeds.filter((deed) => deed.right === 'change')) {
      expect({ name, right, said: refused(await console.do(name)) }).toEqual({
        ...{ name, right, said: [false, 400, 'request/invalid'] },
      });
    }
  });

  it('proves a sample, and tells how far it has come and what it found [O2]', async () => {
    const begun = await console.do('ops/verify', { sample: 2 });
    expect(begun.body).toMatchObject({ status: 'running', startedBy: 'olga' });
    expect(refused(await console.do('ops/verify'))).toEqual([false, 409, 'verification/already-running']);
    const proof = async () => itemsIn(await console.look('ops/verifications'))[0];
    await until('the proof is over', async () => (await proof())?.['status'] !== 'running', 30_000);
    // Nobody counts the seconds of days again here, and a proof that leaves something out is none.
    expect(await proof()).toMatchObject({
      status: 'failed',
      failure: expect.stringContaining('not available') as string,
    });
  });

  it('leaves a reason and an outcome in the audit, whatever becomes of it [I-29]', async () => {
    const letter = { letter: 'timer/checkpoints/3.17', reason: 'the zone was wrong' };
    expect(refused(await console.do('ops/skip-letter', letter))).toEqual([false, 503, 'service/unavailable']);
    const bus = await console.busOf('timer-service');
    const responder = new BusResponder({ bus, queueGroup: 'timer-service' });
    responder.addHandler(lettersTask('timer'), async () => ({ settled: 1 }));
    await new Promise<void>((resolve, reject) => responder.listen((error) => (error ? reject(error) : resolve())));
    expect((await console.do('ops/retry-letter', letter)).body).toEqual({ done: true, result: { settled: 1 } });
    const entries = itemsIn(await console.look('ops/audit')).map(({ actor, action, subject, reason, outcome }) => {
      return { actor, action, subject, reason, outcome };
    });
    const entry = { actor: 'operator/olga', subject: letter.letter, reason: letter.reason };
    expect(entries).toEqual([
      { ...entry, action: 'dead-letter/retry', outcome: 'done' },
      { ...entry, action: 'dead-letter/skip', outcome: 'failed' },
    ]);
    await responder.close();
  });

  it('is refused without a reason, and leaves nothing', async () => {
    const before = itemsIn(await console.look('ops/audit')).length;
    expect(refused(await console.do('ops/skip-letter', { letter: 'timer/checkpoints/3.17' }))).toEqual([
      ...[false, 400, 'request/invalid'],
    ]);
    expect(itemsIn(await console.look('ops/audit')).length).toBe(before);
  });
});
