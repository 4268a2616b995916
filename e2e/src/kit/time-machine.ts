import { canShiftClocks, type ShiftedClock, type Stack, type StackService } from '@tidemark/local-infra';
import type { Instant } from '@tidemark/domain';
import type { Pool } from 'pg';

import { eventually } from './eventually';
import { ask } from './http';

/** False where a stack has no clock but the machine's; stories that travel are skipped there. */
export const canTravel = canShiftClocks();

const SECOND_MS = 1_000;
/** A service that is this close to the time has noticed the journey. */
const CLOSE_SECONDS = 0.1;
const SKEW = /^tidemark_clock_skew_seconds\{reference="database"\} (.+)$/m;

export interface TimeMachineParts {
  /** Missing in a story that did not wish to travel. */
  readonly clock: ShiftedClock | undefined;
  readonly database: Pool;
  readonly stack: Stack;
}

/**
 * Moves a whole stack ahead in time, by the one clock that counts: the database's. The clocks of Redis, NATS and of the
 * hosts, by which access tokens end, stay where they are, as they would on machines that are wrong.
 */
export class TimeMachine {
  private travelledMs = 0;

  constructor(private readonly parts: TimeMachineParts) {}

  now(): Instant {
    return Date.now() + this.travelledMs;
  }

  /** Goes ahead by this much; returns when the database and every service that runs are there. */
  async travel(durationMs: number): Promise<void> {
    const { clock, database, stack } = this.parts;
    if (!clock) throw new Error('Start the story with { timeTravel: true }.');
    if (durationMs < 0) throw new Error('Nobody travels back.');
    this.travelledMs += durationMs;
    clock.shift(this.travelledMs);
    await eventually(async () => {
      const { rows } = await database.query<{ now: Instant }>(
        'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
      );
      expect(Math.abs((rows[0]?.now ?? 0) - this.now())).toBeLessThan(CLOSE_SECONDS * SECOND_MS);
    });
    await Promise.all(stack.services.map((service) => this.arrivalOf(service)));
  }

  /** Goes to an instant that is still to come. */
  async travelTo(instant: Instant): Promise<void> {
    await this.travel(instant - this.now());
  }

  /** A service says in its metrics how far the host is ahead of the database; one that says nothing keeps no clock. */
  private async arrivalOf({ healthUrl, process }: StackService): Promise<void> {
    const { pid } = process;
    await eventually(async () => {
      // One that is down, or has been started since, has never known another time.
      if (pid === undefined || process.pid !== pid) return;
      const { text } = await ask('GET', `${healthUrl}/metrics`);
      const skewSeconds = SKEW.exec(text)?.[1];
      if (skewSeconds === undefined) return;
      expect(Math.abs(Number(skewSeconds) + this.travelledMs / SECOND_MS)).toBeLessThan(CLOSE_SECONDS);
    });
  }
}
