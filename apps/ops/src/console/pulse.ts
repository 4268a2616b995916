import { toIso, type Instant } from '@tidemark/domain';
import type { Runner } from '@tidemark/service-kit';
import type { Access } from '../access/access';
import { LOG_LENGTHS } from './sql';

const SAMPLE_EVERY_MS = 5_000;
/** Ten minutes. */
const SAMPLES_MAX = 120;

interface Sample {
  readonly at: Instant;
  readonly timer: number;
  readonly progress: number;
}

/** How fast the logs grow, sampled all the time, so that whoever looks sees what was before. */
export class Pulse implements Runner {
  private samples: readonly Sample[] = [];
  private clock: NodeJS.Timeout | undefined;

  constructor(private readonly access: Access) {}

  start(): void {
    this.clock = setInterval(() => void this.sample(), SAMPLE_EVERY_MS);
    void this.sample();
  }

  async stop(): Promise<void> {
    clearInterval(this.clock);
  }

  /** Events in a second between one sample and the next, by log. */
  rates(): readonly object[] {
    return this.samples.slice(1).map(({ at, timer, progress }, index) => {
      const before = this.samples[index]!;
      const seconds = Math.max(1, at - before.at) / 1_000;
      return {
        at: toIso(at),
        timer: (timer - before.timer) / seconds,
        progress: (progress - before.progress) / seconds,
      };
    });
  }

  /** While the database is away there is nothing to sample, and health says so. */
  private async sample(): Promise<void> {
    const answer = await this.access
      .database('timer')
      .query<Sample>(LOG_LENGTHS)
      .catch(() => undefined);
    if (answer) this.samples = [...this.samples, ...answer.rows].slice(-SAMPLES_MAX);
  }
}
