import { timerView, type Instant, type Timer, type TimerView } from '@tidemark/domain';
import { Injectable } from '@nestjs/common';
import { KnownDays } from '../days/known-days';
import { Presence } from '../presence/presence';
import { settingsShown, TimerHandler, timerStreamOf } from './timer.stream';

/** A timer as it truly stands: what has ended by now is ended before anybody looks [T7]. */
export interface Standing {
  readonly timer: Timer;
  readonly view: TimerView;
  /** The owner's last sign of life. */
  readonly lastSeenAt: Instant;
}

@Injectable()
export class TimerQuery {
  constructor(
    private readonly handler: TimerHandler,
    private readonly presence: Presence,
    private readonly days: KnownDays,
  ) {}

  async standing(userId: string): Promise<Standing> {
    const { state, version, position, recordedAt } = await this.handler.current(userId, timerStreamOf(userId));
    const [lastSeenAt, settings] = await Promise.all([
      this.presence.lastSeenAt(userId),
      settingsShown(state, userId, this.days),
    ]);
    const seen = { now: recordedAt, lastSeenAt, settings, version, revision: position };
    return { timer: state, view: timerView(state, seen), lastSeenAt };
  }
}
