import { defaultDaySettings, type DaySettings } from '@tidemark/domain';
import { AskedTogether } from '@tidemark/event-log';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { SETTINGS_OF_USERS } from './sql';

export const dayStreamOf = (userId: string): string => `day-${userId}`;

/** What users have set. Never remembered here: whoever changes a setting sees it at once, whichever instance is asked. */
@Injectable()
export class Settings {
  private readonly kept = new AskedTogether<DaySettings>((userIds) => this.read(userIds));

  constructor(private readonly database: Database) {}

  async of(userId: string): Promise<DaySettings> {
    return (await this.kept.about(userId)) ?? defaultDaySettings;
  }

  private async read(userIds: readonly string[]): Promise<ReadonlyMap<string, DaySettings>> {
    const { rows } = await this.database.query<{ userId: string; settings: DaySettings }>({
      name: 'settings-of-users',
      text: SETTINGS_OF_USERS,
      values: [userIds.map(dayStreamOf)],
    });
    return new Map(rows.map(({ userId, settings }) => [userId, settings]));
  }
}
