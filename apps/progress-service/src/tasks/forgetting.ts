import { transaction } from '@tidemark/event-log';
import { encodePart } from '@tidemark/messaging';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { FORGET_USER, MARK_FORGOTTEN } from './sql';

/** Removes all that was made of the facts of a person who is erased. May be repeated. */
@Injectable()
export class Forgetting {
  constructor(private readonly database: Database) {}

  async forget(userId: string): Promise<void> {
    await transaction(this.database, async (client) => {
      // Whoever is entering something of this person finishes first, and nobody begins after.
      await client.query(MARK_FORGOTTEN, [userId]);
      await client.query(FORGET_USER, [userId, encodePart(userId)]);
    });
  }
}
