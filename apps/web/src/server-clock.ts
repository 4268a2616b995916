import type { Instant } from '@tidemark/domain';

/** What one question taught us: when it was asked and answered by the device's clock, and the server's time between. */
export interface ClockSample {
  readonly askedAt: Instant;
  readonly answeredAt: Instant;
  readonly serverAt: Instant;
}

const SAMPLES_KEPT_MAX = 8;
/** Two honest quartz clocks drift apart by less than this while the samples are kept. */
const DRIFT_MAX_MS = 100;

/** The server's time, told from the device's clock however wrong that one is [S5]. */
export class ServerClock {
  private samples: readonly ClockSample[] = [];

  get isMeasured(): boolean {
    return this.samples.length > 0;
  }

  learn(sample: ClockSample): void {
    if (!(sample.answeredAt >= sample.askedAt) || Number.isNaN(sample.serverAt)) return;
    // Samples that cannot both be true mean that the device's clock was moved: the older ones are worthless.
    const agreeing = this.samples.filter((older) => canBothBeTrue(older, sample));
    this.samples = [...agreeing, sample].slice(-SAMPLES_KEPT_MAX);
  }

  /** The server's time at a reading of the device's clock. */
  at(deviceNow: Instant): Instant {
    const [first, ...others] = this.samples;
    if (first === undefined) return deviceNow;
    const best = others.reduce((left, right) => (roundTripMs(right) < roundTripMs(left) ? right : left), first);
    return deviceNow + best.serverAt - (best.askedAt + best.answeredAt) / 2;
  }
}

function roundTripMs({ askedAt, answeredAt }: ClockSample): number {
  return answeredAt - askedAt;
}

function canBothBeTrue(left: ClockSample, right: ClockSample): boolean {
  const least = Math.max(left.serverAt - left.answeredAt, right.serverAt - right.answeredAt);
  const most = Math.min(left.serverAt - left.askedAt, right.serverAt - right.askedAt);
  return least <= most + DRIFT_MAX_MS;
}
