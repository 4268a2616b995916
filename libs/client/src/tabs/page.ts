/** What becomes of the page that this runs in. */
export interface PageEvents {
  /** The network is back, as far as the browser knows. */
  online(): void;
  /** The network is gone. */
  offline(): void;
  /** Nobody looks any more; the page may never get to say another word. */
  hidden(): void;
  /** Somebody looks again. */
  shown(): void;
  /** The page goes. */
  leaving(): void;
}

/** The page, or whatever else this runs in. */
export interface Page {
  readonly isOnline: boolean;
  listen(events: PageEvents): () => void;
}

/** The page of a browser; outside of one, nothing ever happens to it. */
export function browserPage(): Page {
  if (typeof document === 'undefined') return { isOnline: true, listen: () => () => undefined };
  return {
    get isOnline() {
      return navigator.onLine;
    },
    listen({ online, offline, hidden, shown, leaving }) {
      const over = new AbortController();
      const { signal } = over;
      addEventListener('online', online, { signal });
      addEventListener('offline', offline, { signal });
      addEventListener('pagehide', leaving, { signal });
      const seen = () => (document.visibilityState === 'hidden' ? hidden() : shown());
      document.addEventListener('visibilitychange', seen, { signal });
      return () => over.abort();
    },
  };
}
