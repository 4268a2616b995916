import { SECOND, type Instant } from '@tidemark/domain';
import type { DeviceClock } from '../link/device-clock';

/** A device that slept, or whose clock was put right, is noticed after so long, however rare the ticks are. */
const LOOK_EVERY_MS = SECOND;

/** When to tick: every so often, counted from an instant. */
export interface Beat {
  readonly everyMs: number;
  readonly fromAt: Instant;
}

/** Tells many at once that a whole second, or whatever the beat is, has passed: by the server's time, without drift. */
export class Ticker {
  private readonly listeners = new Set<() => void>();
  private told: Instant | null = null;
  private cancel: () => void = () => undefined;
  private unwatch: () => void = () => undefined;

  constructor(
    private readonly now: () => Instant,
    private readonly after: DeviceClock['after'],
    private readonly beat: Beat,
  ) {}

  /** The instant of the last tick, be it one that nobody was told of. */
  readonly last = (): Instant => {
    const { everyMs, fromAt } = this.beat;
    return fromAt + Math.floor((this.now() - fromAt) / everyMs) * everyMs;
  };

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  };

  private start(): void {
    this.unwatch = whenShown(() => this.look());
    this.look();
  }

  private stop(): void {
    this.cancel();
    this.unwatch();
    this.told = null;
  }

  private look(): void {
    const last = this.last();
    this.cancel();
    this.cancel = this.after(Math.min(last + this.beat.everyMs - this.now(), LOOK_EVERY_MS), () => this.look());
    if (last === this.told) return;
    this.told = last;
    for (const listener of [...this.listeners]) listener();
  }
}

/** The timers of a tab in the background are slowed down: what it shows is put right as soon as somebody looks. */
function whenShown(work: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  document.addEventListener('visibilitychange', work);
  return () => document.removeEventListener('visibilitychange', work);
}
