import { eventCount } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { ask } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { shortToken, signedToken, type TokenWishes } from '../kit/tokens';

/** A frame may still come so long after a token has run out [I-27]. */
const GRACE_MS = 5_000;

let story: StoryStack;
let person: Person;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
});
afterEach(() => person?.closeEverything());

const short = (seconds: number) => shortToken(story.tokenKeyFile, person.userId, seconds);
const refresh = (refreshToken: string) =>
  ask('POST', `${story.addresses[0]}/api/auth/refresh`, { body: { refreshToken } });

describe('a token that runs out on a live socket [G3] [I-27]', () => {
  it('ends it with a clear word, after which nothing comes and nothing is taken', async () => {
    const phone = await person.connect('phone', { token: await short(2) });

    await eventually(() => expect(phone.heard('auth_expired')).toHaveLength(1));
    await eventually(() => expect(phone.refusal).toMatchObject({ code: 'auth/expired' }));

    const framesBefore = phone.frames.length;
    const { status } = await person.post('/api/timer/start');
    expect([status, phone.isConnected, phone.frames.length]).toEqual([200, false, framesBefore]);
  });

  it('does no harm where a fresh one came in time', async () => {
    const phone = await person.connect('phone', { token: await short(2) });
    const { body } = await refresh(person.refreshToken);

    const renewed = await phone.renew(String(body['accessToken']));
    expect(renewed).toMatchObject({ ok: true, expiresAt: expect.any(String) });

    const other = await person.connect('other', { token: await short(2) });
    await eventually(() => expect(other.heard('auth_expired')).toHaveLength(1), GRACE_MS);
    expect(await phone.command('timer/start')).toMatchObject({ ok: true, status: 'running' });
    expect([phone.isConnected, phone.heard('auth_expired')]).toEqual([true, []]);
  });

  it('cannot be replaced by the token of somebody else', async () => {
    const phone = await person.connect('phone');
    const stranger = await Person.guest(story.addresses[0]);
    expect(await phone.renew(stranger.token)).toMatchObject({ ok: false, error: { code: 'auth/invalid' } });
    expect(await phone.command('timer/start')).toMatchObject({ ok: true });
    expect((await stranger.get('/api/timer')).body.status).toBe('idle');
  });
});

describe('a refresh token', () => {
  it('is good once; the second use ends the whole family', async () => {
    const first = await refresh(person.refreshToken);
    expect(first.status).toBe(200);
    const reused = await refresh(person.refreshToken);
    expect([reused.status, reused.body.error?.code]).toEqual([401, 'auth/invalid']);
    const heir = await refresh(String(first.body['refreshToken']));
    expect([heir.status, heir.body.error?.code]).toEqual([401, 'auth/invalid']);
  });
});

const STRANGERS_KEY =
  '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n';
const now = () => Math.floor(Date.now() / 1_000);

const FORGERIES: readonly (readonly [string, () => TokenWishes, string])[] = [
  ['that has run out', () => ({ claims: { iat: now() - 900, exp: now() - 1 } }), 'auth/expired'],
  ['without an end', () => ({ claims: { exp: null } }), 'auth/invalid'],
  ['that lives for years', () => ({ claims: { exp: now() + 10 ** 8 } }), 'auth/invalid'],
  ['from the future', () => ({ claims: { iat: now() + 300, exp: now() + 900 } }), 'auth/invalid'],
  ['of nobody', () => ({ claims: { sub: null } }), 'auth/invalid'],
  ['of an id with a dot', () => ({ claims: { sub: 'a.b' } }), 'auth/invalid'],
  ['of an id with a star', () => ({ claims: { sub: '*' } }), 'auth/invalid'],
  ['of an id with a line break', () => ({ claims: { sub: 'a\r\nPUB x 0' } }), 'auth/invalid'],
  ['of a number', () => ({ claims: { sub: 7 } }), 'auth/invalid'],
  ['of another issuer', () => ({ claims: { iss: 'evil' } }), 'auth/invalid'],
  ['for another audience', () => ({ claims: { aud: 'others' } }), 'auth/invalid'],
  ['of another type', () => ({ header: { typ: 'JWT' } }), 'auth/invalid'],
  ['that brings its own key', () => ({ header: { jwk: {} } }), 'auth/invalid'],
  ['signed by a stranger', () => ({ key: STRANGERS_KEY }), 'auth/invalid'],
];

describe('a token that was forged', () => {
  it.each(FORGERIES)('%s opens no door', async (_, wishes, code) => {
    const token = await signedToken(story.tokenKeyFile, person.userId, wishes());
    const before = await eventCount(story.database);

    const overHttp = await person.ask('POST', '/api/timer/start', { token, body: {} });
    expect([overHttp.status, overHttp.body.error?.code]).toEqual([401, code]);
    expect(await refusedAtTheDoor(token)).toMatchObject({ code });
    const phone = await person.connect('phone');
    expect(await phone.renew(token)).toMatchObject({ ok: false, error: { code } });

    expect(await eventCount(story.database)).toBe(before);
  });

  it('or is no token at all opens no door either', async () => {
    for (const token of ['nonsense', 'a.b.c', 'x'.repeat(10_000), `${person.token}x`, unsigned(person.token)]) {
      const overHttp = await person.ask('GET', '/api/timer', { token });
      expect([overHttp.status, overHttp.body.error?.code]).toEqual([401, 'auth/invalid']);
      expect(await refusedAtTheDoor(token)).toMatchObject({ code: 'auth/invalid' });
    }
    expect(await refusedAtTheDoor('')).toMatchObject({ code: 'auth/missing' });
  });
});

/** What a device hears that shows this token when it connects. */
async function refusedAtTheDoor(token: string) {
  const device = person.device('stranger', { token });
  device.open();
  return eventually(() => {
    if (!device.refusal) throw new Error('nobody refused yet');
    device.close();
    return device.refusal;
  });
}

/** The old trick: say that no signature is needed. */
function unsigned(token: string): string {
  const [, body = ''] = token.split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
  return `${header}.${body}.`;
}
