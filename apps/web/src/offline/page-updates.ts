import { HOUR } from '@tidemark/domain';

/** How it stands with the version of the page: this one, a newer one that waits, or a newer one that another tab took. */
export type PageUpdate = 'none' | 'waiting' | 'taken';

const WORKER = '/sw.js';
const ASK_EVERY_MS = HOUR;

/** Keeps the page on this device, and notices when there is a newer one. */
export class PageUpdates {
  private update: PageUpdate = 'none';
  private waiting: ServiceWorker | null = null;
  private isReloading = false;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly container: ServiceWorkerContainer,
    private readonly reload: () => void,
  ) {}

  readonly current = (): PageUpdate => this.update;

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** The first load has better things to do than to fetch the pages that nobody asked for yet. */
  async begin(): Promise<void> {
    const isFirst = this.container.controller === null;
    this.container.addEventListener('controllerchange', () => this.controlled(isFirst));
    const registration = await this.container.register(WORKER).catch(() => null);
    if (!registration) return;
    this.look(registration);
    this.keepAsking(registration);
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => this.look(registration));
    });
  }

  /** The newer version takes over, and this tab begins anew with it. */
  readonly take = (): void => {
    this.isReloading = true;
    if (this.update === 'taken' || !this.waiting) this.reload();
    else this.waiting.postMessage('take-over');
  };

  /** Browsers ask when a page is opened; this one may stay open for days. */
  private keepAsking(registration: ServiceWorkerRegistration): void {
    let askedAt = performance.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' || performance.now() - askedAt < ASK_EVERY_MS) return;
      askedAt = performance.now();
      void registration.update().catch(() => undefined);
    });
  }

  private look({ waiting }: ServiceWorkerRegistration): void {
    // Without one that is in charge, the one that waits is the first and takes over by itself.
    if (!waiting || this.container.controller === null) return;
    this.waiting = waiting;
    this.become('waiting');
  }

  private controlled(isFirst: boolean): void {
    if (this.isReloading) return this.reload();
    if (!isFirst || this.update === 'waiting') this.become('taken');
  }

  private become(update: PageUpdate): void {
    this.update = update;
    for (const listener of this.listeners) listener();
  }
}
