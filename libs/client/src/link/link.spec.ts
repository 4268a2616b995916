import { MINUTE, SECOND, toIso } from '@tidemark/domain';
import { Confirmed } from '../states/confirmed';
import { memoryStorage } from '../storage/memory-storage';
import { TestBrowser } from '../testing/test-browser';
import { settle } from '../testing/test-clock';
import type { Answer } from './answer';
import type { Account } from './account';
import { browserClock } from './device-clock';
import { Link } from './link';
import { ServerClock } from './server-clock';
import type { Revisions, Transport } from './transport';

const log = (nth: number) => ({ programId: 'p', week_number: 1, day_number: nth, revision: nth * 10 });
const draft = { id: 'd', revision: 70, title: 'long' };
const told = { serverTime: toIso(0), timer: null, session: null, configuration: null, sessionCount: null };
const nobody = { commandId: null };

/** A link whose transport gives these answers to heartbeats, in turn. */
function linkWith(...pages: readonly object[]) {
  const asked: Revisions[] = [];
  const waiting = [...pages];
  const transport = {
    isOpen: true,
    ask: (question: string, body: { revisions?: Revisions }) => {
      if (question !== 'heartbeat') return Promise.resolve({ ok: false, error: { code: 'x', message: '' } });
      asked.push(body.revisions ?? {});
      return Promise.resolve({ ok: true, body: { serverTime: toIso(0), ...waiting.shift() } });
    },
    call: () => Promise.resolve({ ok: true, body: { ...draft, data: { text: 'all of it' } } }),
  } as unknown as Transport;
  const account = { isRunningOut: false, token: () => Promise.resolve({ ok: true, body: 't' } as Answer<string>) };
  const confirmed = new Confirmed(memoryStorage(), () => undefined);
  const link = new Link({
    ...{ transport, confirmed, deviceId: () => 'phone', account: account as Account },
    device: browserClock,
    chance: () => 0,
    clock: new ServerClock(browserClock),
    took: (news, reached) => void confirmed.take(news, reached),
    live: () => undefined,
    changed: () => undefined,
  });
  return { link, transport, asked, confirmed, days: () => confirmed.workouts.map(({ day_number: nth }) => nth) };
}

describe('the live line', () => {
  it('asks on until it was told of all that was missed, though news come in between [S1]', async () => {
    const revisions = { progress: 40, drafts: 0 };
    const { link, asked, days } = linkWith(
      { revisions, missed: { progress: [log(2), log(3)] } },
      { revisions: { progress: 50, drafts: 0 }, missed: { progress: [log(4), log(5)] } },
    );
    link.heard('snapshot', { ...told, revisions, progress: [log(1)], drafts: [] });
    link.heard('changed', { kind: 'progress', revision: 50, state: log(5), origin: nobody });
    await settle();
    expect(asked.map(({ progress }) => progress)).toEqual([10, 30]);
    expect(days().sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps what is newest, however late the rest comes [I-21]', async () => {
    const { link, confirmed } = linkWith();
    const timer = (revision: number) => ({ kind: 'timer', revision, state: { revision }, origin: nobody });
    for (const revision of [3, 9, 4]) link.heard('changed', timer(revision));
    await settle();
    expect(confirmed.timer).toEqual({ revision: 9 });
    expect(confirmed.revisions).toMatchObject({ timer: 9 });
  });

  it('fetches a draft of which the news had the outline only', async () => {
    const { link, confirmed } = linkWith();
    link.heard('changed', { kind: 'draft', revision: 70, state: { ...draft, isOutlined: true }, origin: nobody });
    await settle();
    expect(confirmed.drafts).toEqual([{ ...draft, data: { text: 'all of it' } }]);
  });

  it('asks by HTTP where there is no websocket', async () => {
    const { link, transport, days } = linkWith();
    const missed = { progress: [log(1)] };
    const heartbeat = { serverTime: toIso(0), revisions: { progress: 10, drafts: 0 }, missed };
    const called: string[] = [];
    Object.assign(transport, {
      isOpen: false,
      call: (method: string, path: string) => {
        called.push(`${method} ${path}`);
        return Promise.resolve({ ok: true, body: heartbeat });
      },
    });
    await link.checkIn();
    expect(called).toEqual(['POST /api/heartbeat']);
    expect(days()).toEqual([1]);
  });

  it('asks once for the work clock when the day, its zone or the settings are others', async () => {
    const { browser, server, time } = TestBrowser.alone();
    const { client, transport } = await browser.open();
    await client.signIn({ as: 'guest' });
    await client.command('session/clock-in').settled;
    await time.pass(MINUTE);
    const asked: string[] = [];
    const call = transport.call.bind(transport);
    transport.call = (method, path, said) => {
      asked.push(path);
      return call(method, path, said);
    };
    for (const event of ['daily_reset', 'session_count_update', 'timezone_changed', 'configuration_changed']) {
      for (const line of server.lines) line.heard(event, {});
    }
    await time.pass(2 * SECOND);
    expect(asked).toEqual(['/api/session']);
    expect(client.get('session').value?.dailyStats).toMatchObject({ totalWorkMinutes: 1 });
  });

  it('comes back when a gateway says that it leaves', async () => {
    const { browser, server, time } = TestBrowser.alone();
    const { client } = await browser.open();
    await client.signIn({ as: 'guest' });
    await settle();
    for (const line of [...server.lines]) line.heard('drain', { retryInMs: 3 * SECOND });
    await settle();
    expect(client.status().link).toBe('connecting');
    await time.pass(3 * SECOND);
    expect(client.status().link).toBe('live');
  });
});
