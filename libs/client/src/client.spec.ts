import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { createTidemark } from './client';
import { memoryStorage } from './storage/memory-storage';
import { TestBrowser, type TestTab } from './testing/test-browser';
import { settle } from './testing/test-clock';

async function signedIn() {
  const { browser, server, time } = TestBrowser.alone();
  const tab = await browser.open();
  await tab.client.signIn({ as: 'guest' });
  await settle();
  return { browser, server, time, tab, ...tab };
}

describe('a client', () => {
  it('is signed out until somebody signs in, and then ready [S8]', async () => {
    const { browser } = TestBrowser.alone();
    const { client, transport } = await browser.open();
    expect(client.get('timer')).toEqual({ status: 'signed-out', value: null, isGuess: false });
    expect(await client.signIn({ as: 'guest' })).toMatchObject({ ok: true });
    await settle();
    expect(client.get('timer')).toMatchObject({ status: 'ready', value: { status: 'idle' }, isGuess: false });
    expect(client.status()).toMatchObject({ account: 'signed-in', link: 'live', isLeader: true, light: 'green' });
    // Of what it does not know it does not say that it has it.
    expect(transport.introductions.map(({ revisions }) => revisions)).toEqual([{ progress: 0, drafts: 0 }]);
  });

  it('makes one guest of somebody who presses twice', async () => {
    const { browser, server } = TestBrowser.alone();
    const { client } = await browser.open();
    await Promise.all([client.signIn({ as: 'guest' }), client.signIn({ as: 'guest' })]);
    expect(server.tokensIssued).toBe(1);
  });

  it('does not know who is signed in until it has looked [S8]', async () => {
    const early = createTidemark({ address: 'http://127.0.0.1:9', storage: memoryStorage() });
    expect([early.get('timer').status, early.status().account]).toEqual(['loading', 'loading']);
    await early.ready;
    expect([early.get('timer').status, early.status().account]).toEqual(['signed-out', 'signed-out']);
    early.close();
  });

  it('tells the time of the server on a device that is hours wrong [S5]', async () => {
    const { client, time } = await signedIn();
    expect(client.now()).toBe(time.trueTime());
    await time.pass(40 * MINUTE);
    expect(client.now()).toBe(time.trueTime());
  });

  it('shows what was pressed at once, and is right when the answer comes [S2]', async () => {
    const { client, server, transport, time } = await signedIn();
    transport.delayMs = 40;
    const receipt = client.command('timer/start', { durationSeconds: 600 });
    expect(await receipt.durable).toEqual({ ok: true, value: null });
    expect(client.get('timer')).toMatchObject({ isGuess: true, value: { status: 'running', durationSeconds: 600 } });
    await time.pass(transport.delayMs);
    expect(await receipt.settled).toMatchObject({ ok: true, value: { status: 'running' } });
    expect(client.get('timer')).toEqual({ status: 'ready', value: server.timerShown, isGuess: false });
  });

  it('calls back once for many changes, and gives the same object until something differs', async () => {
    const { client } = await signedIn();
    let calls = 0;
    client.subscribe('timer', () => (calls += 1));
    const before = client.get('timer');
    expect(client.get('timer')).toBe(before);
    client.command('progress/complete', { programId: 'p', week_number: 1, day_number: 1 });
    await settle();
    expect(calls).toBe(0);
    expect(client.get('timer')).toBe(before);
    await client.command('timer/start').settled;
    await settle();
    expect(calls).toBeGreaterThan(0);
    expect(client.get('timer')).not.toBe(before);
  });

  it('takes a refused guess back for all to see, and keeps it with its reason [S2] [I-23]', async () => {
    const { client, browser } = await signedIn();
    const other = await new TestBrowser(browser.server, browser.time, undefined, 'b').open();
    browser.server.tokensIssued -= 1;
    await other.client.signIn({ as: 'guest' });
    const receipt = client.command('timer/pause');
    expect(await receipt.settled).toMatchObject({ ok: false, error: { name: 'Conflict', code: 'timer/not-running' } });
    expect(client.refused()).toMatchObject([{ name: 'timer/pause', refusal: { code: 'timer/not-running' } }]);
    expect(client.status()).toMatchObject({ pending: 0, refused: 1, light: 'red' });
    expect(client.get('timer')).toMatchObject({ isGuess: false, value: { status: 'idle' } });

    await client.command('timer/start').settled;
    const [refused] = client.refused();
    const again = await client.resend(refused?.key ?? '');
    expect(await again?.settled).toMatchObject({ ok: true, value: { status: 'paused' } });
    expect(client.status()).toMatchObject({ refused: 0, light: 'green' });
  });
});

describe('an answer that is lost', () => {
  it('is not needed to show what the server told already, and nothing is shown twice [S2]', async () => {
    const { client, transport, server, time } = await signedIn();
    await client.command('timer/start', { durationSeconds: 600 }).settled;
    transport.faults = ['answer-lost'];
    const extended = client.command('timer/extend', { seconds: 60 });
    await settle();
    expect(client.getRetryQueueStatus().items).toEqual([{ key: extended.commandId, attempts: 1, maxAttempts: 3 }]);
    expect(client.get('timer')).toMatchObject({ isGuess: false, value: { durationSeconds: 660 } });
    await time.pass(SECOND);
    expect(await extended.settled).toMatchObject({ ok: true });
    expect(server.timerShown.durationSeconds).toBe(660);
    expect(server.applied).toHaveLength(2);
  });
});

describe('without a connection', () => {
  async function offline(): Promise<Awaited<ReturnType<typeof signedIn>>> {
    const all = await signedIn();
    await all.transport.become(false);
    await settle();
    return all;
  }

  it('start, pause and stop are decided here, and keep the time at which they happened [S2] [X4]', async () => {
    const { client, transport, server, time } = await offline();
    const startedAt = time.trueTime();
    const started = client.command('timer/start', { durationSeconds: 1_500 });
    expect(await started.accepted).toMatchObject({ ok: false, error: { name: 'Delayed' } });
    await time.pass(4 * MINUTE);
    const paused = client.command('timer/pause');
    expect(await paused.accepted).toMatchObject({ ok: false, error: { name: 'Delayed' } });
    expect(client.get('timer').value).toMatchObject({ status: 'paused', remainingSeconds: 1_500 - 240 });
    await time.pass(MINUTE);

    await transport.become(true);
    await time.pass(0);
    expect(await paused.settled).toMatchObject({ ok: true, value: { status: 'paused' } });
    expect(server.applied.map(({ name, at }) => [name, Date.parse(at ?? '')])).toEqual([
      ['timer/start', startedAt],
      ['timer/pause', startedAt + 4 * MINUTE],
    ]);
    expect(client.get('timer').value).toEqual(server.timerShown);
  });

  it('a session that ends is seen to end', async () => {
    const { client, time } = await offline();
    let isSeen = false;
    client.subscribe('timer', () => (isSeen = client.get('timer').value?.lastSession?.ended === 'completed'));
    client.command('timer/start', { durationSeconds: 60 });
    await time.pass(59 * SECOND);
    expect(isSeen).toBe(false);
    await time.pass(2 * SECOND);
    expect(isSeen).toBe(true);
    expect(client.get('timer').value).toMatchObject({ sessionType: 'short_break', status: 'running' });
    expect(client.get('timer')).toBe(client.get('timer'));
    // More ends pass in a night than anybody would sit through.
    await time.pass(12 * HOUR);
    expect(client.get('timer')).toBe(client.get('timer'));
  });

  it('a session that ends while the device sleeps is not followed by others, as nobody was there [T5] [T12]', async () => {
    const { client, time } = await offline();
    client.command('timer/start', { durationSeconds: 600 });
    await time.pass(5 * MINUTE);
    time.sleep(8 * HOUR);
    await time.pass(MINUTE);
    const { value } = client.get('timer');
    expect(value).toMatchObject({ status: 'waiting', sessionType: 'short_break' });
    expect(value?.unattended).toEqual([]);
  });

  it('it is known what is on this device only, program by program [X7]', async () => {
    const { client, transport, time } = await offline();
    client.syncSessionCompletion({ programId: 'marathon', week: 1, day: 1 });
    await settle();
    expect(client.placeOf('progress')).toBe('this-device');
    expect(client.placeOf('progress', 'marathon')).toBe('this-device');
    expect([client.placeOf('progress', 'boat'), client.placeOf('timer')]).toEqual(['server', 'server']);
    const waiting = client.getRetryQueueStatus();
    expect(client.getRetryQueueStatus()).toBe(waiting);

    await transport.become(true);
    await time.pass(SECOND);
    expect(client.placeOf('progress', 'marathon')).toBe('server');
    expect(client.getRetryQueueStatus()).not.toBe(waiting);
  });

  it('a browser that is opened again shows what it knew, and sends what waited [S3]', async () => {
    const { client, kill, browser, server, time } = await offline();
    client.command('timer/start', { durationSeconds: 600 });
    await settle();
    kill();
    server.isDown = true;
    const later: TestTab = await browser.open();
    expect(later.client.get('timer')).toMatchObject({ isGuess: true, value: { status: 'running' } });
    expect(later.client.getRetryQueueStatus()).toMatchObject({ pending: 1 });

    server.isDown = false;
    await later.transport.connect();
    await time.pass(SECOND);
    expect(server.applied).toHaveLength(1);
    expect(later.client.get('timer')).toMatchObject({ isGuess: false, value: { status: 'running' } });
    const known = { timer: 0, clock: 0, day: 0, progress: 0, drafts: 0 };
    expect(later.transport.introductions[0]?.revisions).toEqual(known);
  });

  it('signing out asks first, and never throws anything away in silence [S10]', async () => {
    const { client } = await offline();
    client.command('timer/start');
    await settle();
    expect(await client.signOut()).toMatchObject({ isSignedOut: false, unsent: [{ name: 'timer/start' }] });
    expect(client.getRetryQueueStatus().pending).toBe(1);
    expect(await client.signOut(() => true)).toMatchObject({ isSignedOut: true, discarded: [{ name: 'timer/start' }] });
    expect(client.get('timer').status).toBe('signed-out');
  });

  it('an account is erased on the server first, and then here with all that waited', async () => {
    const { client, transport } = await offline();
    client.command('timer/start');
    await settle();
    expect(await client.erase()).toMatchObject({ ok: false, error: { name: 'Delayed' } });
    expect(client.getRetryQueueStatus().pending).toBe(1);
    await transport.become(true);
    expect(await client.erase()).toMatchObject({ ok: true });
    expect(client.status()).toMatchObject({ account: 'signed-out', userId: null, pending: 0 });
  });

  it('nobody else is signed in while work would be left behind [S10]', async () => {
    const { client } = await offline();
    client.command('timer/start');
    await settle();
    const other = await client.signIn({ as: 'member', email: 'ada@example.com', password: 'secret' });
    expect(other).toMatchObject({ ok: false, error: { name: 'Conflict', code: 'account/unsent' } });
    expect(await client.signIn({ as: 'guest' })).toMatchObject({ ok: true, value: { userId: 'user-1' } });
    expect(client.getRetryQueueStatus().pending).toBe(1);
  });

  it('clearing what waits returns it [S10]', async () => {
    const { client } = await offline();
    const { settled } = client.command('timer/start');
    await settle();
    expect(await client.clearAllPendingSyncs()).toMatchObject([{ name: 'timer/start' }]);
    expect(client.getRetryQueueStatus()).toEqual({ pending: 0, items: [] });
    expect(await settled).toMatchObject({ ok: false, error: { name: 'Rejected', code: 'sync/discarded' } });
    expect(client.get('timer')).toMatchObject({ isGuess: false, value: { status: 'idle' } });
  });
});
