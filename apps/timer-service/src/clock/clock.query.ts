import { dayFrom, type SessionView, type WorkClock } from '@tidemark/domain';
import { Injectable } from '@nestjs/common';
import { KnownDays } from '../days/known-days';
import { Presence } from '../presence/presence';
import { ClockHandler, clockShown, clockStreamOf } from './clock.stream';

/** A work clock as it truly stands, and as its owner sees it. */
export interface ClockStanding {
  readonly clock: WorkClock;
  readonly view: SessionView;
}

@Injectable()
export class ClockQuery {
  constructor(
    private readonly handler: ClockHandler,
    private readonly days: KnownDays,
    private readonly presence: Presence,
  ) {}

  /** Of a date that its zone skipped, the next one is shown. */
  async standing(userId: string, date?: string): Promise<ClockStanding> {
    const [{ state: clock, version, position: revision, recordedAt: now }, lastSeenAt, known] = await Promise.all([
      this.handler.current(userId, clockStreamOf(userId)),
      this.presence.lastSeenAt(userId),
      this.days.of(userId),
    ]);
    const day = date === undefined ? undefined : dayFrom(date, known.settings);
    return { clock, view: clockShown(clock, { userId, now, lastSeenAt, version, revision }, known, day) };
  }
}
