import type { DeadLetter } from '@tidemark/messaging';
import { Database, LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';

const BURY = `
INSERT INTO dead_letters (consumer, subject, stream_sequence, body, tries, reason)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING`;

/** Facts that could not be applied, kept for somebody to look at. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async keep(consumer: string, { subject, streamSequence, body, tries, error }: DeadLetter): Promise<void> {
    await this.database.query(BURY, [consumer, subject, streamSequence, body, tries, String(error)]);
    this.logger.error({ err: error, consumer, streamSequence }, 'A fact could not be applied.');
  }
}
