import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTidemark, memoryStorage, type Tidemark } from '@tidemark/client';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

import { eventsOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const ISSUER = 'https://id.example.com/';
const AUDIENCE = 'tidemark-api';
/** A token is taken for half a minute after its end; this much before that, it is about to be refused. */
const LAST_SECONDS = -28;

let keys: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
let published: Server;
let story: StoryStack;
let client: Tidemark | undefined;

/** The library of an issuer, as pages have one. */
const issuer = {
  refreshed: 0,
  async getToken({ isFresh }: { isFresh: boolean }): Promise<string> {
    if (isFresh) this.refreshed += 1;
    return new SignJWT({ roles: ['user'], sub: 'ada', iss: ISSUER, aud: AUDIENCE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'key-1' })
      .setIssuedAt(Math.floor(Date.now() / 1_000) - 60)
      .setExpirationTime(isFresh ? '10m' : `${LAST_SECONDS}s`)
      .sign(keys.privateKey);
  },
};

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  const jwks = JSON.stringify({ keys: [key] });
  published = createServer((_, response) => response.setHeader('content-type', 'application/json').end(jwks));
  await once(published.listen(0, '127.0.0.1'), 'listening');
  const { port } = published.address() as AddressInfo;
  const outside = { TIDEMARK_OIDC_ISSUER: ISSUER, TIDEMARK_OIDC_AUDIENCE: AUDIENCE };
  story = await startStory({}, { ...outside, TIDEMARK_OIDC_JWKS_URL: `http://127.0.0.1:${port}/jwks` });
}, STACK_MS);
afterAll(async () => {
  client?.close();
  published?.close();
  await story?.close();
}, STACK_MS);

describe('the browser SDK where an issuer elsewhere has the accounts', () => {
  it('is signed in by its tokens, and gets another one as soon as one is refused [G3] [F-46] [I-22]', async () => {
    const [address] = story.addresses;

    // #region external
    const tidemark = createTidemark({
      address,
      accessToken: (refused) => issuer.getToken({ isFresh: refused !== null }),
    });
    // #endregion
    client = tidemark;
    await eventually(() => expect(tidemark.status()).toMatchObject({ userId: 'ada', link: 'live', light: 'green' }));
    expect(issuer.refreshed).toBe(0);

    // The token ends while these are pressed, wherever that is.
    const pressed: string[] = [];
    await eventually(async () => {
      pressed.push(tidemark.command('session-count/set', { count: pressed.length }).commandId);
      expect(issuer.refreshed).toBeGreaterThan(0);
    });
    await eventually(() => expect(tidemark.status()).toMatchObject({ account: 'signed-in', link: 'live', pending: 0 }));
    const counted = (await eventsOf(story.database, 'ada', 'day')).filter(({ type }) => type === 'CountOverridden');
    expect(counted.map(({ commandId }) => commandId)).toEqual(pressed);
  });

  it('has no guests and no passwords of its own [G3]', async () => {
    const stranger = createTidemark({ address: story.addresses[0], storage: memoryStorage() });
    expect(await stranger.signIn({ as: 'guest' })).toMatchObject({ ok: false, error: { name: 'Rejected' } });
    stranger.close();
  });
});
