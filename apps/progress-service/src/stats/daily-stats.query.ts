import {
  InvalidRequest,
  STATS_DATES_MAX,
  type DailyStatsItemShown,
  type DailyStatsQueryDto,
  type DailyStatsShown,
} from '@tidemark/contracts';
import { HOUR, SECOND, secondsOf, toIso } from '@tidemark/domain';
import { DatabaseClock } from '@tidemark/event-log';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { BookShelf, type DayLedger } from '@tidemark/projections';
import { CatchUp } from '../books/catch-up';
import { LEDGERS } from './sql';

/** What each day of a user came to, the one that goes on up to now [D7]. */
@Injectable()
export class DailyStatsQuery {
  constructor(
    private readonly database: Database,
    private readonly shelf: BookShelf,
    private readonly catchUp: CatchUp,
    private readonly clock: DatabaseClock,
  ) {}

  async between(userId: string, { from, to }: DailyStatsQueryDto): Promise<DailyStatsShown> {
    refuseUnbearable(from, to);
    await this.catchUp.withOwner(userId);
    const ledgers = await this.ledgers(userId, from, to);
    const standing = await Promise.all(ledgers.map((ledger) => this.upToNow(userId, ledger)));
    return { items: standing.map(itemOf) };
  }

  /** The days as they are kept; of the one that goes on, what is over. */
  async ledgers(userId: string, from: string, to: string): Promise<readonly DayLedger[]> {
    const { rows } = await this.database.query<DayLedger>({
      name: 'ledgers',
      text: LEDGERS,
      values: [userId, from, to],
    });
    return rows;
  }

  private async upToNow(userId: string, ledger: DayLedger): Promise<DayLedger> {
    if (ledger.closedPosition !== null) return ledger;
    const opened = await this.shelf.open(this.database, [{ userId, fromAt: ledger.startsAt }]);
    // A day that was closed a moment ago is shown as it was a moment before.
    return opened.get(userId)?.ledgerOn(ledger.localDate, this.clock.now()) ?? ledger;
  }
}

function refuseUnbearable(from: string, to: string): void {
  const mistake = (rule: string, message: string) => new InvalidRequest([{ path: 'to', rule, message }]);
  if (from > to) throw mistake('order', 'to must not be earlier than from.');
  const dates = (Date.parse(to) - Date.parse(from)) / (24 * HOUR) + 1;
  if (dates > STATS_DATES_MAX) throw mistake('dates', `From and to may be at most ${STATS_DATES_MAX} dates.`);
}

function itemOf(ledger: DayLedger): DailyStatsItemShown {
  const seconds = secondsOf(ledger);
  return {
    date: ledger.localDate,
    timezone: ledger.timezone,
    workSessionsCompleted: ledger.workSessionsCompleted,
    totalWorkSeconds: seconds.work,
    totalBreakSeconds: seconds.break,
    // Rounding may give its part a second more.
    totalClockedSeconds: Math.max(Math.round(ledger.totalClockedMs / SECOND), seconds.clocked),
    pausedSeconds: seconds.paused,
    clockedSeconds: seconds.clocked,
    untrackedSeconds: seconds.untracked,
    lengthSeconds: seconds.length,
    manualOverrides: ledger.manualOverrides,
    final: ledger.closedPosition !== null,
    correctedAt: ledger.correctedAt === null ? null : toIso(ledger.correctedAt),
  };
}
