import { addressIn } from './servers';

describe('the address of NATS', () => {
  it('may be many servers, and need not name a user', () =>
    expect(addressIn('nats://a:4222, nats://b:4222')).toEqual({ servers: ['nats://a:4222', 'nats://b:4222'] }));

  it('may name a user and a password, which are no part of the server', () =>
    expect(addressIn('tls://gateway:p%40ss:word@a:4222,tls://b:4222')).toEqual({
      servers: ['tls://a:4222', 'tls://b:4222'],
      user: 'gateway',
      pass: 'p@ss:word',
    }));
});
