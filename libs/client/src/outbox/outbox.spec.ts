import { MINUTE, SECOND } from '@tidemark/domain';
import { memoryStorage } from '../storage/memory-storage';
import { TestBrowser } from '../testing/test-browser';
import { settle } from '../testing/test-clock';
import type { Entry } from './entry';
import { Outbox } from './outbox';
import { patienceMs } from './patience';

async function signedIn() {
  const { browser, server, time } = TestBrowser.alone();
  const tab = await browser.open();
  await tab.client.signIn({ as: 'guest' });
  await settle();
  return { browser, server, time, ...tab };
}

const place = { programId: 'p', week: 1, day: 1 };
const names = (applied: readonly { readonly name: string }[]) => applied.map(({ name }) => name);

describe('the outbox', () => {
  const entryOf = (key: string, order: number): Entry => {
    const said = { name: 'timer/stop', data: {}, lane: 'person', holdMs: 0, slot: null } as const;
    return { key, order, userId: 'u', ...said, happenedAt: order, isTimed: true };
  };

  it('misses nothing that changes while it is read [I-22]', async () => {
    const outbox = new Outbox(memoryStorage(), () => undefined);
    await outbox.load('u');
    await outbox.change({ put: [entryOf('gone', 1), entryOf('kept', 2)], removed: [] });
    const reading = outbox.load('u');
    void outbox.change({ put: [entryOf('new', 3)], removed: ['gone'] });
    await reading;
    expect(outbox.waiting.map(({ key }) => key)).toEqual(['kept', 'new']);
  });

  it('misses nothing that another tab says of somebody who is still being signed in here [I-22]', async () => {
    const outbox = new Outbox(memoryStorage(), () => undefined);
    outbox.heed({ put: [entryOf('sent', 1), entryOf('early', 2)], removed: [] });
    outbox.heed({ put: [], removed: ['sent'] });
    await outbox.load('u');
    expect(outbox.waiting.map(({ key }) => key)).toEqual(['early']);
  });

  it('gives the same lists until something differs', async () => {
    const outbox = new Outbox(memoryStorage(), () => undefined);
    await outbox.load('u');
    const { waiting, refused } = outbox;
    expect([outbox.waiting, outbox.refused]).toEqual([waiting, refused]);
    expect(outbox.waiting).toBe(waiting);
    await outbox.change({ put: [entryOf('a', 1)], removed: [] });
    expect(outbox.waiting).not.toBe(waiting);
  });

  it('shows nothing of somebody else', async () => {
    const outbox = new Outbox(memoryStorage(), () => undefined);
    await outbox.load('u');
    await outbox.change({ put: [entryOf('a', 1)], removed: [] });
    await outbox.load('v');
    expect(outbox.waiting).toEqual([]);
    await outbox.load('u');
    expect(outbox.waiting).toHaveLength(1);
  });
});

describe('a write that fails', () => {
  it('is tried again after 1, 5 and 15 seconds, and then with longer and longer pauses [S3]', async () => {
    const { client, transport, time } = await signedIn();
    transport.faults = Array.from({ length: 6 }, () => 'unavailable' as const);
    const triedAt: number[] = [];
    const command = transport.command.bind(transport);
    transport.command = (...said) => {
      triedAt.push(time.steady());
      return command(...said);
    };
    client.command('timer/start');
    await time.pass(5 * MINUTE);
    const pauses = triedAt.slice(1).map((at, nth) => (at - (triedAt[nth] ?? 0)) / SECOND);
    expect(pauses).toEqual([1, 5, 15, 22.5, 45, 90]);
  });

  it('waits no longer than five minutes, nor shorter than the server asks', () => {
    const failure = { code: 'service/unavailable', message: '' };
    expect(patienceMs(40, failure, 0)).toBe(5 * MINUTE);
    expect(patienceMs(1, { ...failure, details: { retryInMs: 70 } }, 0)).toBe(70);
  });

  it('keeps no other waiting but those behind it', async () => {
    const { client, transport, server } = await signedIn();
    transport.faults = Array.from({ length: 4 }, () => 'unavailable' as const);
    for (const nth of [1, 2, 3, 4, 5]) client.syncSessionCompletion({ ...place, programId: `p${nth}` });
    client.flush();
    await settle();
    expect(server.applied).toMatchObject([{ data: { programId: 'p5' } }]);
  });

  it('goes at once when the connection is back', async () => {
    const { client, transport, page, server, time } = await signedIn();
    await transport.become(false);
    client.command('timer/start');
    await time.pass(30 * SECOND);
    await transport.become(true);
    page.online();
    await settle();
    expect(names(server.applied)).toEqual(['timer/start']);
  });

  it('is sent with a new token where the old one ran out [I-23]', async () => {
    const { client, transport, server } = await signedIn();
    transport.faults = ['expired'];
    expect(await client.command('timer/start').settled).toMatchObject({ ok: true });
    expect(server.applied).toHaveLength(1);
  });

  it('is kept where nobody is signed in any more, and goes when the same person is [I-23]', async () => {
    const { client, server, time } = await signedIn();
    const call = server.call.bind(server);
    server.call = (method, path) =>
      path === '/api/auth/refresh' ? { ok: false, error: { code: 'auth/invalid', message: '' } } : call(method, path);
    server.tokensIssued += 1;
    const receipt = client.command('timer/start');
    expect(await receipt.accepted).toMatchObject({ ok: false, error: { name: 'Unauthorized' } });
    expect(client.status()).toMatchObject({ account: 'signed-out', pending: 1 });
    await client.signIn({ as: 'member', email: 'a', password: 'b' });
    await time.pass(SECOND);
    expect(await receipt.settled).toMatchObject({ ok: true });
  });
});

describe('a write that may be replaced', () => {
  it.each([
    ['completion', 500],
    ['exercises', 2_000],
  ])('of %s waits %d ms for a newer one, and the last one is sent [S4]', async (what, holdMs) => {
    const { client, server, time } = await signedIn();
    const said = (nth: number) =>
      what === 'completion'
        ? client.syncSessionCompletion(place, { completed: nth % 2 === 0 })
        : client.command('progress/exercises', {
            ...{ programId: 'p', week_number: 1, day_number: 1 },
            exercise_logs: [{ nth }],
          });
    const receipts = [];
    for (let nth = 0; nth < 3; nth += 1) {
      receipts.push(said(nth));
      await time.pass(holdMs - 1);
    }
    expect(server.applied).toEqual([]);
    await time.pass(1);
    expect(server.applied).toHaveLength(1);
    const data = what === 'completion' ? { completed: true } : { exercise_logs: [{ nth: 2 }] };
    expect(server.applied[0]).toMatchObject({ data });
    expect(await Promise.all(receipts.map(({ settled }) => settled))).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
  });

  it('is sent every half minute though somebody never stops', async () => {
    const { client, server, time } = await signedIn();
    for (let nth = 0; nth < 70; nth += 1) {
      client.command('progress/exercises', { ...{ programId: 'p', week_number: 1, day_number: 1 }, exercise_logs: [] });
      await time.pass(SECOND);
    }
    expect(server.applied).toHaveLength(2);
  });

  it('waits no longer than what is pressed after it', async () => {
    const { client, server } = await signedIn();
    client.syncSessionCompletion(place);
    await client.syncIntensityRating({ ...place, day: 2 }, 'hard').durable;
    await settle();
    expect(names(server.applied)).toEqual(['progress/complete']);
  });

  it('goes at once where somebody says so', async () => {
    const { client, server } = await signedIn();
    client.syncSessionCompletion(place);
    client.flush();
    await settle();
    expect(names(server.applied)).toEqual(['progress/complete']);
  });

  it('goes when nobody looks at the page any more, and by the last word of a page that leaves [S4]', async () => {
    const { client, page, server, transport, kill } = await signedIn();
    client.syncSessionCompletion(place);
    await settle();
    page.hidden();
    await settle();
    expect(names(server.applied)).toEqual(['progress/complete']);

    transport.delayMs = MINUTE;
    client.command('timer/start');
    await settle();
    page.leaving();
    kill();
    expect(names(transport.farewells)).toEqual(['timer/start']);
    expect(names(server.applied)).toEqual(['progress/complete', 'timer/start']);
  });
});

describe('a device without room', () => {
  it('says so, sends all the same, and claims nothing [S9] [F-45]', async () => {
    const { browser, server } = TestBrowser.alone();
    const storage = memoryStorage();
    const full = { ...storage, write: () => Promise.reject(new Error('QuotaExceededError')) };
    const { client, transport } = await browser.open({ storage: full });
    await client.signIn({ as: 'guest' });
    await settle();
    await transport.become(false);
    const receipt = client.command('timer/start');
    expect(await receipt.durable).toMatchObject({ ok: false, error: { name: 'StorageFull' } });
    expect(client.status()).toMatchObject({ isKept: false, light: 'red', pending: 1 });
    await transport.become(true);
    expect(await receipt.settled).toMatchObject({ ok: true });
    expect(server.applied).toHaveLength(1);
  });

  it('works where nothing can be kept at all, and says so [F-45]', async () => {
    const { browser } = TestBrowser.alone();
    const { client } = await browser.open({ storage: Promise.reject(new Error('private window')) });
    await client.signIn({ as: 'guest' });
    const { durable, settled } = client.command('timer/start');
    expect(await durable).toMatchObject({ ok: false, error: { name: 'StorageFull' } });
    expect(await settled).toMatchObject({ ok: true });
    expect(client.status()).toMatchObject({ isKept: false, light: 'green' });
  });
});

describe('the history of an earlier program', () => {
  const sessions = Array.from({ length: 700 }, (_, nth) => ({
    ...{ week_number: 1 + Math.floor(nth / 7), day_number: 1 + (nth % 7) },
    completed_at: '2025-03-01T07:00:00.000Z',
  }));
  const history = { name: 'old', programId: 'p', sessions };

  it('is brought once, and goes on where a tab died [S7]', async () => {
    const { client, transport, browser, kill, server, time } = await signedIn();
    transport.faults = [null, 'never'];
    void client.importHistory(history);
    await time.pass(SECOND);
    expect(server.applied).toHaveLength(1);
    kill();
    const later = await browser.open();
    expect(await later.client.importHistory(history)).toEqual({ isDone: true });
    expect(server.applied).toHaveLength(2);
    expect(new Set(server.applied.map(({ commandId }) => commandId)).size).toBe(2);
    expect(await later.client.importHistory(history)).toEqual({ isDone: true });
    expect(server.applied).toHaveLength(2);
  });

  it('is not done while the server does not have all of it [S7]', async () => {
    const { client } = await signedIn();
    const broken = { ...history, sessions: [...sessions.slice(0, 3), { week_number: 0, day_number: 1 }] };
    const outcome = await client.importHistory(broken);
    expect(outcome).toMatchObject({
      isDone: false,
      rejected: [{ week_number: 0, error: { code: 'request/invalid' } }],
    });
    expect(await client.importHistory({ ...history, sessions: sessions.slice(0, 3) })).toEqual({ isDone: true });
  });
});
