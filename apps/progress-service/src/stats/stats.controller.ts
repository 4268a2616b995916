import { checked, DailyStatsQueryDto, ResetsQueryDto, TimelineQueryDto, type QueryEnvelope } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { querySubject } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { DailyStatsQuery } from './daily-stats.query';
import { ResetQuery } from './reset.query';
import { TimelineQuery } from './timeline.query';

/** What the bus may ask about days as they were. */
@Controller()
export class StatsController {
  constructor(
    private readonly stats: DailyStatsQuery,
    private readonly resets: ResetQuery,
    private readonly timeline: TimelineQuery,
  ) {}

  @MessagePattern(querySubject('stats'))
  async query(@Payload() { name, userId, data }: QueryEnvelope): Promise<object> {
    switch (name) {
      case 'stats/daily':
        return this.stats.between(userId, checked(DailyStatsQueryDto, data));
      case 'stats/resets':
        return this.resets.page(userId, checked(ResetsQueryDto, data));
      case 'stats/timeline':
        return this.timeline.of(userId, checked(TimelineQueryDto, data));
      default:
        throw new Rejection('query/not-found', 'There is no such question.');
    }
  }
}
