import { SECOND } from '@tidemark/domain';
import { TestBrowser } from '../testing/test-browser';
import { settle } from '../testing/test-clock';
import type { AccessToken } from './account';

/** A browser whose accounts are at an issuer elsewhere; `says` is what that one answers. */
async function atIssuer(says: (token: string) => ReturnType<AccessToken>) {
  const { browser, server, time } = TestBrowser.alone();
  server.issue();
  const refusals: (string | null)[] = [];
  const accessToken: AccessToken = (refused) => {
    refusals.push(refused);
    return says(server.token);
  };
  const open = () => browser.open({ accessToken });
  return { browser, server, time, refusals, open, ...(await open()) };
}

describe('an account of an issuer elsewhere', () => {
  it('is signed in by its token alone [G3]', async () => {
    const { client, refusals } = await atIssuer(async (token) => token);
    expect(client.status()).toMatchObject({ account: 'signed-in', userId: 'user-1', link: 'live' });
    expect(refusals).toEqual([null]);
  });

  it('gets another token where the server refuses one in mid-flush, and everything goes in order [F-46]', async () => {
    const { client, server, transport, refusals } = await atIssuer(async (token) => token);
    transport.faults = [null, 'expired'];
    const names = ['timer/start', 'timer/pause', 'timer/resume'] as const;
    const wished = names.map((name) => client.command(name));
    const outcomes = await Promise.all(wished.map(({ settled }) => settled));
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(server.applied.map(({ name }) => name)).toEqual(names);
    expect(refusals).toEqual([null, 'token-1']);
  });

  it('that nobody is signed in to is nobody here, until somebody is', async () => {
    let isThere = false;
    const { client } = await atIssuer(async (token) => (isThere ? token : null));
    expect(client.status()).toMatchObject({ account: 'signed-out', userId: null });
    isThere = true;
    expect(await client.signIn({ as: 'external' })).toMatchObject({ ok: true, value: { userId: 'user-1' } });
    await settle();
    expect(client.status()).toMatchObject({ account: 'signed-in', link: 'live' });
  });

  it('that was left here stays left, whatever is asked, until somebody signs in again [S10]', async () => {
    const { client } = await atIssuer(async (token) => token);
    expect(await client.signOut()).toMatchObject({ isSignedOut: true });
    expect(await client.ask('/api/me')).toMatchObject({ ok: false, error: { name: 'Unauthorized' } });
    expect(client.status()).toMatchObject({ account: 'signed-out', userId: null });
    expect(await client.signIn({ as: 'external' })).toMatchObject({ ok: true });
  });

  it('that ran out leaves what was pressed where it is, and it goes when there is a token again [I-23]', async () => {
    let says = async (token: string): Promise<string | null> => token;
    const { client, server, transport, time } = await atIssuer((token) => says(token));
    says = async () => null;
    transport.faults = ['expired'];
    const receipt = client.command('timer/start');
    expect(await receipt.accepted).toMatchObject({ ok: false, error: { name: 'Unauthorized' } });
    expect(client.status()).toMatchObject({ account: 'signed-out', userId: 'user-1', pending: 1 });
    says = async (token) => token;
    await client.signIn({ as: 'external' });
    await time.pass(SECOND);
    expect(await receipt.settled).toMatchObject({ ok: true });
    expect(server.applied).toHaveLength(1);
  });

  it('whose issuer cannot be reached waits, as everything does [S8]', async () => {
    let isReachable = true;
    const say = async (token: string) => (isReachable ? token : Promise.reject(new Error('no network')));
    const { client, transport, time } = await atIssuer(say);
    isReachable = false;
    transport.faults = ['expired'];
    const receipt = client.command('timer/start');
    expect(await receipt.accepted).toMatchObject({ ok: false, error: { name: 'Delayed' } });
    expect(client.status()).toMatchObject({ account: 'signed-in', pending: 1 });
    isReachable = true;
    await time.pass(SECOND);
    expect(await receipt.settled).toMatchObject({ ok: true });
  });

  it('of another person says nothing in the name of the first, whose work is kept [I-23]', async () => {
    const { client, server, transport, time, open } = await atIssuer(async (token) => token);
    await transport.become(false);
    await client.command('timer/start').durable;
    server.issue();
    server.owners.set(server.token, 'user-2');
    await transport.become(true);
    expect(await client.signIn({ as: 'external' })).toMatchObject({ ok: true, value: { userId: 'user-2' } });
    await time.pass(60 * SECOND);
    expect(client.status()).toMatchObject({ userId: 'user-2', pending: 0 });
    expect(server.applied).toEqual([]);

    server.issue();
    client.close();
    const later = await open();
    await time.pass(SECOND);
    expect(later.client.status()).toMatchObject({ userId: 'user-1', pending: 0 });
    expect(server.applied).toMatchObject([{ name: 'timer/start' }]);
  });
});
