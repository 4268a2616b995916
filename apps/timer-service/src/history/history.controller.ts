import { checked, Text, Whole, type QueryEnvelope } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { querySubject, type BusContext } from '@tidemark/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import { HistoryQuery } from './history.query';

/** Who makes something of our events; the gateway is not among them, so that no person ever asks here. */
const READERS: readonly string[] = ['progress-service', 'scheduler-service', 'ops'];
const STREAM_ID_LENGTH_MAX = 200;

class EventsDto {
  @Text(1, STREAM_ID_LENGTH_MAX) streamId!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER) after!: number;
}

class StandingDto {}

/** What other services may ask about what is recorded. */
@Controller()
export class HistoryController {
  constructor(private readonly history: HistoryQuery) {}

  @MessagePattern(querySubject('history'))
  async query(@Payload() { name, userId, data }: QueryEnvelope, @Ctx() { caller }: BusContext): Promise<object> {
    if (!READERS.includes(caller)) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
    switch (name) {
      case 'history/events': {
        const { streamId, after } = checked(EventsDto, data);
        return this.history.events(userId, streamId, after);
      }
      case 'history/standing':
        checked(StandingDto, data);
        return this.history.standing(userId);
      default:
        throw new Rejection('query/not-found', 'There is no such question.');
    }
  }
}
