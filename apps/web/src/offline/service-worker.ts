import { requestWay } from './request-way';

/** What the build writes above this program: the addresses of all built files, and what they come to. */
declare const BUILT: { readonly version: string; readonly files: readonly string[] };

/** The part of a service worker's world that this one uses; the library of the page does not describe it. */
interface Installing extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
declare const self: {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', heard: (event: Installing) => void): void;
  addEventListener(type: 'fetch', heard: (event: Fetching) => void): void;
  addEventListener(type: 'message', heard: (event: MessageEvent<unknown>) => void): void;
};

const PREFIX = 'tidemark-';
const OWN = `${PREFIX}${BUILT.version}`;
const INDEX = '/index.html';
/** A tab that was opened before may still want a part of the version before. */
const VERSIONS_KEPT = 2;
const files: ReadonlySet<string> = new Set(BUILT.files);

// All of it or nothing: a version that is kept in part would open to an empty page.
self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));
// The person says when: nothing changes under somebody's hands.
self.addEventListener('message', ({ data }) => void (data === 'take-over' && self.skipWaiting()));
self.addEventListener('fetch', (event) => {
  const way = requestWay(event.request, self.location.origin, files);
  if (way === 'network') return;
  event.respondWith(kept(way === 'page' ? INDEX : new URL(event.request.url).pathname, event.request));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(OWN);
  await Promise.all(
    BUILT.files.map(async (file) => {
      // What is named by its content and kept by the version before need not come over the network again.
      const known = file.startsWith('/assets/') ? await caches.match(file) : undefined;
      return known ? cache.put(file, known) : cache.add(new Request(file, { cache: 'no-cache' }));
    }),
  );
}

async function forgetOlder(): Promise<void> {
  const versions = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const older = versions.filter((name) => name !== OWN);
  await Promise.all(older.slice(0, older.length - (VERSIONS_KEPT - 1)).map((name) => caches.delete(name)));
}

/** Storage may have been cleared; then the network answers, as it did before. */
async function kept(file: string, request: Request): Promise<Response> {
  const own = await (await caches.open(OWN)).match(file);
  return own ?? (await caches.match(file)) ?? fetch(request);
}
