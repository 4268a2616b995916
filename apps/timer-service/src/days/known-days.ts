import { day, dayAt, type Day, type DayFrame, type DaySettings, type Instant } from '@tidemark/domain';
import { AskedTogether } from '@tidemark/event-log';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { DAYS_OF_USERS } from './sql';

export const dayStreamOf = (userId: string): string => `day-${userId}`;

/** Days as they were last recorded. Never remembered here: whoever changes a setting sees it at once, on any instance. */
@Injectable()
export class KnownDays {
  private readonly recorded = new AskedTogether<Day>((userIds) => this.read(userIds));

  constructor(private readonly database: Database) {}

  async of(userId: string): Promise<Day> {
    return (await this.recorded.about(userId)) ?? day.initial;
  }

  async settingsOf(userId: string): Promise<DaySettings> {
    return (await this.of(userId)).settings;
  }

  private async read(userIds: readonly string[]): Promise<ReadonlyMap<string, Day>> {
    const { rows } = await this.database.query<{ userId: string; state: Day }>({
      name: 'days-of-users',
      text: DAYS_OF_USERS,
      values: [userIds.map(dayStreamOf)],
    });
    return new Map(rows.map(({ userId, state }) => [userId, state]));
  }
}

/** The local day that holds an instant: the one at hand as it is planned, any other by the rule. */
export function dayHolding(known: Day, at: Instant): DayFrame {
  if (known.status !== 'untouched' && known.startsAt <= at && at < known.endsAt) return known;
  return dayAt(at, known.settings);
}
