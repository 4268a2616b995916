import { account, type Account, type AccountCommand, type AccountEvent } from '@tidemark/domain';
import { CommandHandler, DatabaseClock, EventLog } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';

export const accountStreamOf = (userId: string): string => `account-${userId}`;

/** Decides whether somebody is still there. */
@Injectable()
export class AccountHandler extends CommandHandler<Account, AccountCommand, AccountEvent> {
  constructor(log: EventLog, clock: DatabaseClock) {
    super(
      log,
      {
        decider: account,
        contextOf: () => ({ lastSeenAt: 0 }),
        wake: () => {
          throw new Error('An account has no deadline');
        },
      },
      clock,
    );
  }
}
