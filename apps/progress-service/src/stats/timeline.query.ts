import type { EditShown, IntervalShown, TimelineQueryDto, TimelineShown } from '@tidemark/contracts';
import { Rejection, SECOND, toIso, type DayFrame, type Instant, type Interval } from '@tidemark/domain';
import { DatabaseClock } from '@tidemark/event-log';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { BookShelf } from '@tidemark/projections';
import { CatchUp } from '../books/catch-up';
import { DailyStatsQuery } from './daily-stats.query';
import { ResetQuery } from './reset.query';
import { EDITS_BETWEEN } from './sql';

/** Pins on one day; more than that nobody can tell apart. */
const EDITS_MAX = 200;

/** One day of a user, piece by piece from its first instant to its last. */
@Injectable()
export class TimelineQuery {
  constructor(
    private readonly database: Database,
    private readonly shelf: BookShelf,
    private readonly catchUp: CatchUp,
    private readonly stats: DailyStatsQuery,
    private readonly resets: ResetQuery,
    private readonly clock: DatabaseClock,
  ) {}

  async of(userId: string, { date }: TimelineQueryDto): Promise<TimelineShown> {
    await this.catchUp.withOwner(userId);
    const [day] = await this.stats.ledgers(userId, date, date);
    if (!day) throw new Rejection('day/not-found', `You have no day of ${date}.`);
    const { startsAt, endsAt } = day;
    const opened = await this.shelf.open(this.database, [{ userId, fromAt: startsAt, toAt: endsAt }]);
    const isOver = day.closedPosition !== null;
    const intervals = opened.get(userId)?.intervalsOn(date, isOver ? endsAt : this.clock.now()) ?? [];
    return {
      date,
      timezone: day.timezone,
      startsAt: toIso(startsAt),
      endsAt: toIso(endsAt),
      lengthSeconds: secondsInto(day, endsAt),
      final: isOver,
      intervals: intervals.map((interval) => intervalShown(day, interval)),
      resets: await this.resets.ofDay(userId, date),
      edits: await this.edits(userId, day),
    };
  }

  private async edits(userId: string, { startsAt, endsAt }: DayFrame): Promise<EditShown[]> {
    const values = [userId, startsAt, endsAt, EDITS_MAX];
    const { rows } = await this.database.query<{ type: string; at: Instant; data: object }>(EDITS_BETWEEN, values);
    return rows.map(({ type, at, data }) => ({ type, at: toIso(at), data }));
  }
}

function intervalShown(day: DayFrame, { kind, startsAt, endsAt, sessionId, unattended }: Interval): IntervalShown {
  return {
    kind,
    startsAt: toIso(startsAt),
    endsAt: toIso(endsAt),
    // Counted from the beginning of the day, so that nothing is lost where a second lies in two pieces.
    seconds: secondsInto(day, endsAt) - secondsInto(day, startsAt),
    ...(sessionId !== null && { sessionId }),
    ...(unattended && { unattended }),
  };
}

function secondsInto({ startsAt }: DayFrame, at: Instant): number {
  return Math.round((at - startsAt) / SECOND);
}
