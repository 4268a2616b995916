import { requestWay, type Asked } from './request-way';

const origin = 'https://tidemark.example.com';
const files = new Set(['/index.html', '/assets/index-4f2a.js', '/icon-192.png']);
const way = (path: string, asked: Partial<Asked> = {}) =>
  requestWay({ method: 'GET', mode: 'cors', url: `${origin}${path}`, ...asked }, origin, files);

describe('a request that the service worker sees [W3]', () => {
  it.each(['/', '/drafts', '/drafts/d-1?from=picker', '/ops/streams/timer-u1'])('opens %s without a network', (path) =>
    expect(way(path, { mode: 'navigate' })).toBe('page'),
  );

  it.each([...files])('finds %s among what is kept', (path) => expect(way(path)).toBe('file'));

  it('looks among what is kept for a part of the version before, which a tab of then may still want', () =>
    expect(way('/assets/program-page-77ab.js')).toBe('file'));

  it.each(['/api/timer', '/api', '/socket.io/?transport=polling', '/health/live', '/metrics', '/other.js'])(
    'asks the network for %s',
    (path) => expect(way(path)).toBe('network'),
  );

  it('opens the description of the interface from the network', () =>
    expect(way('/api/docs', { mode: 'navigate' })).toBe('network'));

  it('leaves writes and other hosts alone', () => {
    expect(way('/index.html', { method: 'POST' })).toBe('network');
    expect(way('', { url: 'https://elsewhere.example.com/index.html' })).toBe('network');
  });
});
