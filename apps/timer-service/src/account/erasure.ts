import { randomUUID } from 'node:crypto';
import { day, timer, workClock } from '@tidemark/domain';
import { EventLog, type AnyDecider } from '@tidemark/event-log';
import { Bus, forgetFacts } from '@tidemark/messaging';
import { blankStream } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { clockStreamOf } from '../clock/clock.stream';
import { dayStreamOf } from '../days/known-days';
import { Presence } from '../presence/presence';
import { TimerHandler, timerStreamOf } from '../timer/timer.stream';
import { FORGET_PRESENCE, FORGET_TASKS, REDACT_EVENTS } from './sql';

/**
 * Takes a person out of the log. What they wrote is blanked in place by the one role that may; the bare facts stay,
 * under an id that leads nowhere any more, so that streams still fold. Every step may be repeated after a failure.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly log: EventLog,
    private readonly handler: TimerHandler,
    private readonly presence: Presence,
    private readonly bus: Bus,
  ) {}

  async erase(userId: string): Promise<void> {
    await this.stop(userId);
    await this.redact(timerStreamOf(userId), timer as AnyDecider);
    await this.redact(clockStreamOf(userId), workClock as AnyDecider);
    await this.redact(dayStreamOf(userId), day as AnyDecider);
    this.presence.forget(userId);
    await this.log.pool.query(FORGET_PRESENCE, [userId]);
    await this.log.pool.query(FORGET_TASKS, [userId]);
    await forgetFacts(this.bus, userId);
  }

  /** Nothing of an erased person rings any more. */
  private async stop(userId: string): Promise<void> {
    const commandId = randomUUID();
    const order = { userId, streamId: timerStreamOf(userId), commandId, hash: commandId };
    await this.handler.handle(order, 'StopSession', ({ at, receivedAt }) => ({ type: 'StopSession', at, receivedAt }));
    await this.handler.handle({ ...order, commandId: `${commandId}-task` }, 'SelectTask', ({ at, receivedAt }) => ({
      type: 'SelectTask',
      at,
      receivedAt,
      task: null,
    }));
  }

  private redact(streamId: string, decider: AnyDecider): Promise<void> {
    return blankStream(this.log, streamId, decider, REDACT_EVENTS);
  }
}
