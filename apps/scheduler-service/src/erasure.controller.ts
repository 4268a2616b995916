import { encodePart, type BusContext } from '@tidemark/messaging';
import { Database, eraseAsked, eraseTask } from '@tidemark/service-kit';
import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';

/** The tombstone stays, so that what is told late makes no task of the person anew; Redis knows of nobody. */
const FORGET_USER = `
WITH tombstone AS (INSERT INTO forgotten_users (user_id) VALUES ($1) ON CONFLICT DO NOTHING),
  letters AS (DELETE FROM dead_letters WHERE split_part(subject, '.', 4) = $2)
DELETE FROM scheduled_tasks WHERE user_id = $1`;

/** Takes a person out of all that is to be done. May be repeated. */
@Controller()
export class ErasureController {
  constructor(private readonly database: Database) {}

  @MessagePattern(eraseTask('scheduler'))
  async erase(@Payload() wish: object, @Ctx() { caller }: BusContext): Promise<object> {
    const { userId } = eraseAsked(wish, caller);
    await this.database.query(FORGET_USER, [userId, encodePart(userId)]);
    return {};
  }
}
