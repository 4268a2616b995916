import { InvalidRequest, type StateShown } from '@tidemark/contracts';
import {
  CLOCK_TOLERANCE_MS,
  fromIso,
  timer,
  timerView,
  toIso,
  workClock,
  type ClockEvent,
  type Day,
  type DayEvent,
  type Instant,
  type TimerEvent,
} from '@tidemark/domain';
import { EventLog, settle, stateAsOf, type RecordedEvent } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';
import { clockShown, clockStreamOf } from '../clock/clock.stream';
import { DayQuery, dayShown, type DayStanding } from '../days/day.query';
import { dayStreamOf } from '../days/known-days';
import { dayStream, dayWithCalendar } from '../days/day.stream';
import { timerStreamOf } from '../timer/timer.stream';

/** Any moment of a person's past, folded from the events [X1]. */
@Injectable()
export class LookingBack {
  constructor(
    private readonly log: EventLog,
    private readonly days: DayQuery,
  ) {}

  async at(userId: string, at: string): Promise<StateShown> {
    const instant = fromIso(at);
    // What is over by now is told first; a deadline that nobody noticed happened all the same.
    const { now } = await this.days.standing(userId);
    if (instant > now + CLOCK_TOLERANCE_MS) {
      throw new InvalidRequest([{ path: 'at', rule: 'past', message: 'at must not be in the future.' }]);
    }
    const day = await this.dayAt(userId, instant);
    return {
      at: toIso(instant),
      timer: await this.timerAt(userId, instant, day.day),
      clock: await this.clockAt(userId, instant, day.day),
      day: dayShown(day),
    };
  }

  private async timerAt(userId: string, instant: Instant, { settings }: Day): Promise<StateShown['timer']> {
    const stood = await stateAsOf(this.log, timer, timerStreamOf(userId), (_: TimerEvent, { occurredAt }) => {
      return occurredAt <= instant;
    });
    const { state, version, position: revision } = stood;
    const seen = { now: instant, lastSeenAt: 0, settings, version, revision };
    return timerView(state, seen) as StateShown['timer'];
  }

  private async clockAt(userId: string, instant: Instant, known: Day): Promise<StateShown['clock']> {
    const stood = await stateAsOf(this.log, workClock, clockStreamOf(userId), (_: ClockEvent, { occurredAt }) => {
      return occurredAt <= instant;
    });
    const { state, version, position: revision } = stood;
    return clockShown(state, { userId, now: instant, lastSeenAt: 0, version, revision }, known);
  }

  /** A catch-up names its last boundary only; what stood before that is closed here as it was then. */
  private async dayAt(userId: string, instant: Instant): Promise<DayStanding> {
    const hadHappened = ({ type, data }: DayEvent, { occurredAt }: RecordedEvent) => {
      return (type === 'DayClosed' ? data.resetAt : occurredAt) <= instant;
    };
    const stood = await stateAsOf(this.log, dayWithCalendar, dayStreamOf(userId), hadHappened);
    const { state } = settle(dayStream, stood.state, instant, { lastSeenAt: 0 });
    return { day: state, now: instant, revision: stood.position };
  }
}
