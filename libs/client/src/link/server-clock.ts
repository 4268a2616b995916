import { SECOND, type Instant } from '@tidemark/domain';
import type { DeviceClock } from './device-clock';

/** What one question taught us; asked and answered by the steady clock of the device. */
export interface ClockSample {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly serverAt: Instant;
}

const SAMPLES_KEPT_MAX = 8;
/** A correction backwards of less than this is waited out, so that no display ever runs back. */
const WAITED_OUT_MS = SECOND;
/** The two clocks of a device part by more than this only where it slept, or where somebody set one of them. */
const JUMP_MS = SECOND;

/** The server's time, told from the device's clock however wrong that one is [S5]. */
export class ServerClock {
  private samples: readonly ClockSample[] = [];
  /** The server's time minus the steady one. */
  private aheadMs: number;
  private isKnown = false;
  private wallAheadMs: number;
  private lastTold = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly device: DeviceClock,
    private readonly onJump: () => void = () => undefined,
  ) {
    this.aheadMs = this.wallAheadMs = device.wall() - device.steady();
  }

  /** Whether anything is known beyond what the device shows. */
  get isMeasured(): boolean {
    return this.isKnown;
  }

  /** The server's time minus what the device shows: what a tab can tell another one, or itself after a reload. */
  get aheadOfWallMs(): number {
    return this.now() - this.device.wall();
  }

  learn(sample: ClockSample): void {
    if (!(sample.answeredAt >= sample.askedAt) || Number.isNaN(sample.serverAt)) return;
    this.samples = [...this.samples, sample].slice(-SAMPLES_KEPT_MAX);
    const best = this.samples.reduce((left, right) => (roundTripMs(right) < roundTripMs(left) ? right : left));
    this.set(best.serverAt - (best.askedAt + best.answeredAt) / 2);
  }

  /** What another tab has measured, or this one before a reload. */
  adopt(aheadOfWallMs: number): void {
    if (this.samples.length > 0) return;
    this.set(this.device.wall() + aheadOfWallMs - this.device.steady());
  }

  now(): Instant {
    this.noticeJump();
    const told = this.device.steady() + this.aheadMs;
    const isSmallStepBack = told < this.lastTold && told > this.lastTold - WAITED_OUT_MS;
    this.lastTold = isSmallStepBack ? this.lastTold : told;
    return this.lastTold;
  }

  private set(aheadMs: number): void {
    this.aheadMs = aheadMs;
    this.wallAheadMs = this.device.wall() - this.device.steady();
    this.isKnown = true;
  }

  /**
   * The steady clock of many browsers stands still while the device sleeps, and the other one does not: what it is ahead
   * by is taken for sleep. It may be somebody who set it, so whoever can is told to measure anew, at once.
   */
  private noticeJump(): void {
    const wallAheadMs = this.device.wall() - this.device.steady();
    const jumpMs = wallAheadMs - this.wallAheadMs;
    if (Math.abs(jumpMs) < JUMP_MS) return;
    this.wallAheadMs = wallAheadMs;
    if (jumpMs > 0) this.aheadMs += jumpMs;
    this.samples = [];
    this.onJump();
  }
}

function roundTripMs({ askedAt, answeredAt }: ClockSample): number {
  return answeredAt - askedAt;
}
