import type { Day } from '@tidemark/domain';
import { DatabaseClock } from '@tidemark/event-log';
import { Database, LOGGER, type Logger, type Runner } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { dayStreamOf } from './known-days';
import { DayHandler, dayWithCalendar, TZDATA_VERSION } from './day.stream';
import { ACTIVE_DAYS, NOW_PLANNED_BY, PLANNED_BY } from './sql';

const PAGE_MAX = 1_000;
/** More people than that are looked at again at the next start; their days are mended when they ring. */
const PAGES_MAX = 20_000;

interface ActiveDay {
  readonly userId: string;
  readonly state: Day;
}

/** When the runtime brings another zone database, days at hand are planned anew; days that are over stay as they were. */
@Injectable()
export class ZoneDatabase implements Runner {
  private checking: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly database: Database,
    private readonly clock: DatabaseClock,
    private readonly handler: DayHandler,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.checking = this.check().then(
      () => undefined,
      (error: unknown) => this.logger.warn({ err: error }, 'Days were not compared with the zone database.'),
    );
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.checking;
  }

  /** Returns how many days end at another instant now. */
  async check(version = TZDATA_VERSION): Promise<number> {
    const [planned] = (await this.database.query<{ version: string }>(PLANNED_BY)).rows;
    if (planned?.version === version) return 0;
    const moved = planned ? await this.planAnew() : 0;
    if (this.isStopped) return moved;
    await this.database.query(NOW_PLANNED_BY, [version]);
    this.logger.info({ from: planned?.version, to: version, moved }, 'Days are planned by this zone database.');
    return moved;
  }

  private async planAnew(): Promise<number> {
    let moved = 0;
    let after = '';
    for (let page = 0; page < PAGES_MAX && !this.isStopped; page += 1) {
      const { rows } = await this.database.query<ActiveDay>(ACTIVE_DAYS, [after, PAGE_MAX]);
      const last = rows.at(-1);
      if (!last) return moved;
      const wrong = rows.filter(({ state }) => this.endsElsewhere(state));
      await Promise.all(wrong.map(({ userId }) => this.checkEnd(userId)));
      moved += wrong.length;
      after = dayStreamOf(last.userId);
    }
    return moved;
  }

  private endsElsewhere(state: Day): boolean {
    const at = this.clock.now();
    const wish = { type: 'CheckEnd', at, receivedAt: at, deviceId: null } as const;
    return dayWithCalendar.decide(state, wish).length > 0;
  }

  private async checkEnd(userId: string): Promise<void> {
    const commandId = `zones-${TZDATA_VERSION}-${this.clock.now()}`;
    const order = { userId, streamId: dayStreamOf(userId), commandId, hash: commandId };
    await this.handler.handle(order, 'CheckEnd', ({ at, receivedAt }) => {
      return { type: 'CheckEnd', at, receivedAt, deviceId: null };
    });
  }
}
