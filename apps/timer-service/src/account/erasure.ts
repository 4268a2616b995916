import { account, day, timer, workClock } from '@tidemark/domain';
import { EventLog, type AnyDecider } from '@tidemark/event-log';
import { Bus, forgetFacts } from '@tidemark/messaging';
import { eraseStreams, renaming, type EraseUserDto } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { Presence } from '../presence/presence';
import { TimerHandler, timerStreamOf } from '../timer/timer.stream';
import { AccountHandler, accountStreamOf } from './account.stream';
import { FORGET_CHECKPOINTS, FORGET_LETTERS, FORGET_PRESENCE } from './sql';

const DECIDERS = [timer, workClock, day, account] as readonly AnyDecider[];
/** What was published of a person here. */
const PUBLISHED = ['timer', 'checkpoint', 'clock', 'day'];

/**
 * Takes a person out of the log. What they wrote is erased in place by the one role that may; the bare facts stay,
 * under an id that leads nowhere any more, so that streams still fold. Every step may be repeated after a failure.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly log: EventLog,
    private readonly timers: TimerHandler,
    private readonly accounts: AccountHandler,
    private readonly presence: Presence,
    private readonly bus: Bus,
  ) {}

  async erase({ userId, salt }: EraseUserDto): Promise<void> {
    const renamed = renaming(salt);
    await this.stop(userId, renamed('stop'));
    await eraseStreams({ log: this.log, deciders: DECIDERS, renamed }, userId);
    this.presence.forget(userId);
    for (const forget of [FORGET_PRESENCE, FORGET_LETTERS, FORGET_CHECKPOINTS]) {
      await this.log.pool.query(forget, [userId]);
    }
    await forgetFacts(this.bus, userId, PUBLISHED);
    await this.bury(userId, renamed('bury'));
  }

  /** Nothing of an erased person goes on. */
  private async stop(userId: string, commandId: string): Promise<void> {
    const order = { userId, streamId: timerStreamOf(userId), commandId, hash: commandId };
    await this.timers.handle(order, 'StopSession', ({ at, receivedAt }) => ({ type: 'StopSession', at, receivedAt }));
  }

  /** Tells everybody else to forget; last of all, so that it outlives what was published before. */
  private async bury(userId: string, commandId: string): Promise<void> {
    const order = { userId, streamId: accountStreamOf(userId), commandId, hash: commandId };
    await this.accounts.handle(order, 'ErasePerson', ({ at, receivedAt }) => ({ type: 'ErasePerson', at, receivedAt }));
  }
}
