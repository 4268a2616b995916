import type { IncomingMessage } from 'node:http';
import { addressOf } from './address';
import { isOriginAllowed } from './security';

describe("a caller's address", () => {
  const from = (forwarded?: string) =>
    ({
      headers: { 'x-forwarded-for': forwarded },
      socket: { remoteAddress: '10.0.0.1' },
    }) as unknown as IncomingMessage;

  it('is that of the connection where no proxy is trusted', () => {
    expect(addressOf(from('1.1.1.1'), 0)).toBe('10.0.0.1');
  });

  it('is what the outermost trusted proxy saw, whatever the caller claims', () => {
    expect(addressOf(from('6.6.6.6, 2.2.2.2'), 1)).toBe('2.2.2.2');
    expect(addressOf(from('6.6.6.6, 2.2.2.2, 10.0.0.2'), 2)).toBe('2.2.2.2');
  });

  it('is the nearest known where the list is too short', () => {
    expect(addressOf(from(), 2)).toBe('10.0.0.1');
    expect(addressOf(from('2.2.2.2'), 3)).toBe('2.2.2.2');
  });
});

describe('an origin', () => {
  const allowed = ['https://app.example.com'];

  it.each([
    ['none', undefined],
    ['our own', 'http://tidemark.example'],
    ['our own behind TLS', 'https://tidemark.example'],
    ['one of the list', 'https://app.example.com'],
  ])('may call: %s', (_, origin) => expect(isOriginAllowed(origin, 'tidemark.example', allowed)).toBe(true));

  it.each([
    ['another', 'https://evil.example'],
    ['one that begins alike', 'https://app.example.com.evil.example'],
    ['another scheme', 'http://app.example.com'],
    ['another port', 'http://tidemark.example:81'],
    ['a page without origin', 'null'],
  ])('may not call: %s', (_, origin) => expect(isOriginAllowed(origin, 'tidemark.example', allowed)).toBe(false));
});
