import { SECOND } from '@tidemark/domain';
import { TestBrowser } from '../testing/test-browser';
import { settle } from '../testing/test-clock';

const REPLACED_WITHIN_MS = 5 * SECOND;

async function twoTabs() {
  const { browser, server, time } = TestBrowser.alone();
  const first = await browser.open();
  await first.client.signIn({ as: 'guest' });
  await settle();
  const second = await browser.open();
  await time.pass(0);
  return { browser, server, time, first, second };
}

describe('two tabs of a browser', () => {
  it('have one connection and show the same [S1]', async () => {
    const { first, second, time } = await twoTabs();
    expect(first.client.status()).toMatchObject({ isLeader: true, link: 'live' });
    expect(second.client.status()).toMatchObject({ isLeader: false, account: 'signed-in' });
    expect(second.transport.introductions).toEqual([]);

    await first.client.command('timer/start', { durationSeconds: 600 }).settled;
    await settle();
    expect(second.client.get('timer')).toEqual(first.client.get('timer'));
    await time.pass(3 * SECOND);
    expect(second.client.status().link).toBe('live');
    expect(second.client.now()).toBe(time.trueTime());
  });

  it('give a receipt to whoever pressed, though another tab sends [S9] [S11]', async () => {
    const { first, second, server, time } = await twoTabs();
    first.transport.delayMs = 30;
    const receipt = second.client.command('timer/start');
    await settle();
    expect(first.client.get('timer')).toMatchObject({ isGuess: true, value: { status: 'running' } });
    await time.pass(first.transport.delayMs);
    expect(await receipt.settled).toMatchObject({ ok: true, value: { status: 'running' } });
    expect(second.transport.attempts).toBe(0);
    expect(server.applied).toHaveLength(1);
  });

  it('go on at once when the leader is closed [S11]', async () => {
    const { first, second, server } = await twoTabs();
    first.kill();
    await settle();
    expect(second.client.status()).toMatchObject({ isLeader: true, link: 'live' });
    await second.client.command('timer/start').settled;
    expect(server.applied).toHaveLength(1);
  });

  it('go on within five seconds when the leader is frozen, and send nothing twice [S11] [I-22]', async () => {
    const { first, second, server, time } = await twoTabs();
    await time.pass(SECOND);
    first.transport.faults = ['never'];
    const receipt = second.client.command('timer/start');
    await settle();
    first.freeze();
    await time.pass(REPLACED_WITHIN_MS);
    expect(second.client.status()).toMatchObject({ isLeader: true, link: 'live' });
    expect(await receipt.settled).toMatchObject({ ok: true });
    expect(server.applied).toHaveLength(1);
  });

  it('leave a leader alone that answers', async () => {
    const { first, second, time } = await twoTabs();
    await time.pass(60 * SECOND);
    expect([first.client.status().isLeader, second.client.status().isLeader]).toEqual([true, false]);
  });

  it('renew a token one at a time, each with what the other got', async () => {
    const { first, second, server } = await twoTabs();
    server.issue();
    const before = server.tokensIssued;
    await Promise.all([first.client.command('timer/start').settled, second.client.ask('/api/nothing')]);
    await settle();
    expect(server.tokensIssued).toBe(before + 1);
    expect(server.applied).toHaveLength(1);
  });

  it('are signed out together [S10]', async () => {
    const { first, second } = await twoTabs();
    expect(await second.client.signOut()).toEqual({ isSignedOut: true, discarded: [] });
    await settle();
    expect(first.client.status()).toMatchObject({ account: 'signed-out', link: 'offline', userId: null });
    expect(first.client.get('timer').status).toBe('signed-out');
  });
});
