/** What the service worker looks at in a request. */
export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/**
 * How a request is answered: a page is always the one index that is kept, a built file is what is kept of it, and
 * everything else goes to the network as if nobody stood in between.
 */
export type RequestWay = 'page' | 'file' | 'network';

/** What other people's doors answer is never kept: it is true at that moment only. */
const LIVE = /^\/(?:api|socket\.io|health|metrics)(?:\/|$)/;

/** Named by what is in it: whichever version kept it, it is the same. */
const NAMED_BY_CONTENT = /^\/assets\//;

export function requestWay({ method, mode, url }: Asked, origin: string, files: ReadonlySet<string>): RequestWay {
  const { pathname, origin: asked } = new URL(url);
  if (method !== 'GET' || asked !== origin || LIVE.test(pathname)) return 'network';
  if (files.has(pathname) || NAMED_BY_CONTENT.test(pathname)) return 'file';
  return mode === 'navigate' ? 'page' : 'network';
}
