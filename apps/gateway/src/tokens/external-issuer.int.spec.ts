import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { Device } from '../testing/device';
import { gatewayUnderTest, START_MAX_MS, type GatewayUnderTest } from '../testing/gateway-under-test';
import { HttpClient } from '../testing/http-client';

const ISSUER = 'https://id.example.com/';
const AUDIENCE = 'tidemark-api';

let keys: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
let issuer: Server;
let gateway: GatewayUnderTest;
let http: HttpClient;

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }],
  });
  issuer = createServer((_, response) => response.setHeader('content-type', 'application/json').end(jwks));
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  gateway = await gatewayUnderTest({
    TIDEMARK_OIDC_ISSUER: ISSUER,
    TIDEMARK_OIDC_AUDIENCE: AUDIENCE,
    TIDEMARK_OIDC_JWKS_URL: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`,
  });
  http = new HttpClient(gateway.url);
}, START_MAX_MS);
afterAll(async () => {
  await gateway?.close();
  issuer.close();
}, START_MAX_MS);

const signed = (claims: JWTPayload = {}, header: { kid?: string; alg?: string } = {}) =>
  new SignJWT({ roles: ['user'], sub: 'auth0_7', iss: ISSUER, aud: AUDIENCE, ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'key-1', ...header })
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(keys.privateKey);

describe('tokens of an external issuer [G3]', () => {
  it('are believed by its published keys, on HTTP and on sockets', async () => {
    const token = await signed();
    expect((await http.get('/api/me', { token })).body).toEqual({ userId: 'auth0_7', guest: false, roles: ['user'] });
    const device = await Device.connected(gateway.url, { token });
    expect(await device.command('timer/start')).toMatchObject({ ok: true, version: 1 });
    device.close();
  });

  it.each<[string, JWTPayload, { kid?: string }]>([
    ['for somebody else', { aud: 'another-api' }, {}],
    ['by somebody else', { iss: 'https://evil.example.com/' }, {}],
    ['with a subject that is no id of ours', { sub: 'auth0|7' }, {}],
    ['by a key that it does not publish', {}, { kid: 'key-2' }],
  ])('are refused when made %s', async (_, claims, header) => {
    const { status, body } = await http.get('/api/me', { token: await signed(claims, header) });
    expect([status, body.error?.code]).toEqual([401, 'auth/invalid']);
  });

  it('leave no local account routes', async () => {
    for (const path of ['guest', 'register', 'login', 'refresh', 'logout']) {
      expect((await http.post(`/api/auth/${path}`, { body: {} })).status).toBe(404);
    }
  });

  it('let their owner leave, too', async () => {
    const token = await signed({ sub: 'leaver' });
    expect((await http.delete('/api/me', { token })).status).toBe(204);
    expect(gateway.timer.erased).toEqual(['leaver']);
  });
});
