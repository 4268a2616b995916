import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { MINUTE, SECOND } from '@tidemark/domain';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { Revocations } from './revocations';
import { TokenIssuer } from './token-issuer';
import { tokenKeysIn, type TokenKey } from './token-keys';
import { localRules } from './token-rules';
import { TokenVerifier } from './token-verifier';

const HEADER = { alg: 'EdDSA', typ: 'at+jwt' };
const now = Math.floor(Date.now() / SECOND);
const claims = { iss: 'tidemark', aud: 'tidemark', sub: 'ada', iat: now, exp: now + 900, roles: ['user'] };

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const newPem = () => pemOf(generateKeyPairSync('ed25519').privateKey);

describe('the verifier of access tokens', () => {
  let pem: string;
  let key: TokenKey;
  let verifier: TokenVerifier;
  beforeAll(async () => {
    pem = newPem();
    [key] = await tokenKeysIn(pem);
    verifier = new TokenVerifier(localRules([key]));
  });

  const signed = (payload: JWTPayload, header: Record<string, unknown> = {}, by: KeyObject = key.privateKey) =>
    new SignJWT(payload).setProtectedHeader({ ...HEADER, kid: key.id, ...header }).sign(by);
  const without = (claim: keyof typeof claims) => ({ ...claims, [claim]: undefined });
  const refusal = async (token: unknown) =>
    verifier.verify(token).then(
      () => 'believed',
      (error) => error.code,
    );

  it('believes what our issuer signed, now and from memory [G3]', async () => {
    const token = await new TokenIssuer(key).issue('ada', ['user']);
    const identity = await verifier.verify(token);
    expect(identity).toMatchObject({ userId: 'ada', roles: ['user'] });
    expect(await verifier.verify(token)).toBe(identity);
  });

  it('believes a token of an older key that is still in the file', async () => {
    const rotated = await tokenKeysIn(newPem() + pem);
    const token = await new TokenIssuer(key).issue('ada', []);
    expect(await new TokenVerifier(localRules(rotated)).verify(token)).toMatchObject({ userId: 'ada' });
  });

  it('says expired and not invalid, also to a token it believed before', async () => {
    expect(await refusal(await signed({ ...claims, iat: now - 960, exp: now - 60 }))).toBe('auth/expired');
    let clock = now * SECOND;
    const aging = new TokenVerifier(localRules([key]), new Revocations(), () => clock);
    const token = await signed(claims);
    await aging.verify(token);
    clock += 15 * MINUTE;
    await expect(aging.verify(token)).rejects.toMatchObject({ code: 'auth/expired' });
  });

  it('refuses what was issued before a revocation, and nothing else', async () => {
    const revocations = new Revocations();
    const strict = new TokenVerifier(localRules([key]), revocations);
    const [ada, bob] = [await signed(claims), await signed({ ...claims, sub: 'bob' })];
    await strict.verify(ada);
    revocations.revoke('ada', now * SECOND);
    await expect(strict.verify(ada)).rejects.toMatchObject({ code: 'auth/invalid' });
    expect(await strict.verify(bob)).toMatchObject({ userId: 'bob' });
    expect(await strict.verify(await signed({ ...claims, iat: now + 1 }))).toMatchObject({ userId: 'ada' });
  });

  it('says missing where there is none', async () => {
    for (const nothing of [undefined, null, '']) expect(await refusal(nothing)).toBe('auth/missing');
  });

  it.each<[string, JWTPayload]>([
    ['no exp', without('exp')],
    ['no sub', without('sub')],
    ['no iat', without('iat')],
    ['no issuer', without('iss')],
    ['another issuer', { ...claims, iss: 'someone' }],
    ['another audience', { ...claims, aud: 'someone' }],
    ['a life of more than an hour', { ...claims, exp: now + 3_601 }],
    ['a birth in the future', { ...claims, iat: now + 120 }],
    ['a subject with a dot', { ...claims, sub: 'a.b' }],
    ['a subject with a star', { ...claims, sub: '*' }],
    ['a subject with a newline', { ...claims, sub: 'a\n' }],
    ['an empty subject', { ...claims, sub: '' }],
    ['a subject that is too long', { ...claims, sub: 'a'.repeat(65) }],
  ])('refuses a token with %s', async (_, payload) => {
    expect(await refusal(await signed(payload))).toBe('auth/invalid');
  });

  it.each<[string, Record<string, unknown>]>([
    ['a type that is not that of access tokens', { typ: 'JWT' }],
    ['no type', { typ: undefined }],
    ['an unknown key id', { kid: 'other' }],
    ['no key id', { kid: undefined }],
    ['a key of its own', { jwk: { kty: 'OKP' } }],
    ['a key address of its own', { jku: 'https://example.com/keys' }],
    ['a certificate address of its own', { x5u: 'https://example.com/cert' }],
  ])('refuses a header with %s', async (_, header) => {
    expect(await refusal(await signed(claims, header))).toBe('auth/invalid');
  });

  it('refuses rules of its own in crit', async () => {
    const token = await new SignJWT(claims)
      .setProtectedHeader({ ...HEADER, kid: key.id, crit: ['b64'], b64: true })
      .sign(key.privateKey);
    expect(await refusal(token)).toBe('auth/invalid');
  });

  it('refuses what somebody else signed, and what nobody signed', async () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    expect(await refusal(await signed(claims, {}, stranger))).toBe('auth/invalid');
    expect(await refusal(new UnsecuredJWT(claims).encode())).toBe('auth/invalid');
    const [, payload] = (await signed(claims)).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt', kid: key.id })).toString('base64url');
    expect(await refusal(`${none}.${payload}.`)).toBe('auth/invalid');
  });

  it('refuses a symmetric signature made with the public key', async () => {
    const secret = key.publicKey.export({ type: 'spki', format: 'pem' });
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: key.id })
      .sign(Buffer.from(secret));
    expect(await refusal(forged)).toBe('auth/invalid');
  });

  it.each([
    ['a word', 'token'],
    ['dots', '...'],
    ['a number', 7],
    ['an object', {}],
    ['a book', 'a'.repeat(10_000)],
  ])('refuses %s', async (_, token) => expect(await refusal(token)).toBe('auth/invalid'));
});
