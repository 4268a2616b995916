import type { DayShown } from '@tidemark/contracts';
import { configurationView, sessionCountView, type Day, type Instant } from '@tidemark/domain';
import { EventLog } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';
import { TimerQuery, type Standing } from '../timer/timer.query';
import { DayReactor } from './day.reactor';
import { dayStreamOf } from './known-days';
import { DayHandler } from './day.stream';

/** Whoever looks waits this long for a session that was just completed to be counted. */
const COUNTED_WITHIN_MS = 1_000;

/** A day as it truly stands: what ended by now is counted, and a day that is over is closed, before anybody looks. */
export interface DayStanding {
  readonly day: Day;
  readonly now: Instant;
  readonly revision: number;
}

@Injectable()
export class DayQuery {
  constructor(
    private readonly log: EventLog,
    private readonly timers: TimerQuery,
    private readonly reactor: DayReactor,
    private readonly handler: DayHandler,
  ) {}

  async standing(userId: string, timer?: Standing): Promise<DayStanding> {
    await this.counted(userId, timer ?? (await this.timers.standing(userId)));
    const { state, position, recordedAt } = await this.handler.current(userId, dayStreamOf(userId));
    return { day: state, now: recordedAt, revision: position };
  }

  /** Returns when every session that this user has completed is counted. */
  async counted(userId: string, timer: Standing): Promise<void> {
    const { revision } = timer.view;
    if (revision > 0) await this.reactor.reached(this.log.laneOf(userId), revision, COUNTED_WITHIN_MS);
  }
}

/** Both views of a day, as clients follow it. */
export function dayShown({ day, now, revision }: DayStanding): DayShown {
  const seen = { now, revision };
  return { configuration: configurationView(day, seen), sessionCount: sessionCountView(day, seen) };
}
