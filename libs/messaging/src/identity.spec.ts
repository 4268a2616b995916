import { createHmac } from 'node:crypto';
import { Rejection } from '@tidemark/domain';
import { CLOCK_LEEWAY_MS, keyOfService, ServiceIdentity, TOKEN_LIFETIME_MS } from './identity';

const SECRET = 's'.repeat(32);
const nine = Date.parse('2026-11-21T09:00:00.000Z');

function identity(service = 'gateway', secret = SECRET) {
  const clock = { now: nine };
  return Object.assign(new ServiceIdentity(service, secret, () => clock.now), { clock });
}

function forged(header: object, claims: object, secret = SECRET): string {
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

describe('a service identity', () => {
  it('is known to every other service', () =>
    expect(identity('scheduler-service').verify(identity('gateway').token())).toBe('gateway'));

  it('shows the same token until it must be renewed, and then a new one', () => {
    const gateway = identity();
    const first = gateway.token();
    gateway.clock.now += TOKEN_LIFETIME_MS / 2;
    expect(gateway.token()).toBe(first);
    gateway.clock.now += TOKEN_LIFETIME_MS / 2;
    expect(gateway.token()).not.toBe(first);
    expect(gateway.verify(gateway.token())).toBe('gateway');
  });

  it('is refused when its token has run out, also where it was verified before', () => {
    const verifier = identity('timer-service');
    const token = identity().token();
    expect(verifier.verify(token)).toBe('gateway');
    verifier.clock.now += TOKEN_LIFETIME_MS + CLOCK_LEEWAY_MS;
    expect(() => verifier.verify(token)).toThrow(Rejection);
  });

  it('is known on a host whose clock is an hour wrong [F-37]', () => {
    const verifier = identity('timer-service');
    for (const wrongMs of [-3_600_000, 3_600_000]) {
      verifier.clock.now = nine + wrongMs;
      expect(verifier.verify(identity().token())).toBe('gateway');
    }
  });

  it('is known by a key of its own as well, which is good for no other name', () => {
    const key = keyOfService('badge-service', SECRET);
    expect(identity().verify(identity('badge-service', key).token())).toBe('badge-service');
    expect(() => identity().verify(identity('gateway', key).token())).toThrow(Rejection);
  });

  const header = { alg: 'HS256', typ: 'JWT' };
  const claims = { sub: 'gateway', aud: 'tidemark-bus', iat: nine / 1_000, exp: nine / 1_000 + 60 };

  it('accepts what it would have made itself', () => expect(identity().verify(forged(header, claims))).toBe('gateway'));

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['no token', 'gateway'],
    ['something endless', 'x'.repeat(10_000)],
    ['another secret', forged(header, claims, 'o'.repeat(32))],
    ['no algorithm', forged({ alg: 'none', typ: 'JWT' }, claims)],
    ['another audience', forged(header, { ...claims, aud: 'tidemark' })],
    ['no name', forged(header, { ...claims, sub: undefined })],
    ['a number as name', forged(header, { ...claims, sub: 7 })],
    ['no end', forged(header, { ...claims, exp: undefined })],
    ['an end as text', forged(header, { ...claims, exp: '9999999999' })],
    ['a token of the future', forged(header, { ...claims, iat: nine / 1_000 + 10_800, exp: nine / 1_000 + 11_000 })],
    ['a claim to live for ever', forged(header, { ...claims, exp: nine / 1_000 + 1e9 })],
    ['a body that is no JSON', `${forged(header, claims).split('.')[0]}.${Buffer.from('{').toString('base64url')}.x`],
    ['a body that is null', `${forged(header, claims).split('.')[0]}.${Buffer.from('null').toString('base64url')}.x`],
  ])('refuses %s', (_, token) => {
    expect(() => identity().verify(token)).toThrow(expect.objectContaining({ code: 'auth/forbidden' }));
  });

  it('takes no weak secret', () => expect(() => new ServiceIdentity('gateway', 'short')).toThrow());
});
