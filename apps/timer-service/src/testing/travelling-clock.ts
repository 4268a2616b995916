import { DatabaseClock, type Clock } from '@tidemark/event-log';
import type { Instant } from '@tidemark/domain';
import { Database } from '@tidemark/service-kit';

/** The database's clock, and as much time as a spec has let pass. */
export class TravellingClock implements Clock {
  private passedMs = 0;

  constructor(private readonly clock: DatabaseClock) {}

  /** Stands in for the clock of the service. */
  static readonly provider = {
    inject: [Database],
    factory: async (database: Database) => new TravellingClock(await DatabaseClock.start(database)),
  };

  now(): Instant {
    return this.clock.now() + this.passedMs;
  }

  pass(durationMs: number): void {
    this.passedMs += durationMs;
  }

  stop(): void {
    this.clock.stop();
  }
}
