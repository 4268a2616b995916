import { Injectable, Logger } from '@nestjs/common';
import { HearsFacts, OnFact, type FactOf } from '@tidemark/service-client';
import { BadgeShelf } from './badge-shelf';

// #region listen
/** A badge for each completed work session. */
@Injectable()
@HearsFacts({ durable: 'badge-service', category: 'timer', replays: true })
export class BadgeListener {
  private readonly logger = new Logger(BadgeListener.name);

  constructor(private readonly shelf: BadgeShelf) {}

  @OnFact('SessionCompleted')
  async award({ eventId, userId, data, replayed }: FactOf<'SessionCompleted'>): Promise<void> {
    const { sessionType, sessionId, roundNumber, completedAt } = data;
    if (sessionType !== 'work') return;
    const title = `Round ${roundNumber} brought home`;
    const isNew = await this.shelf.put(eventId, userId, { title, sessionId, awardedAt: new Date(completedAt) });
    // What is told again is entered, and nobody is congratulated a second time.
    if (isNew && replayed === undefined) this.logger.log(`${title}: a badge for ${userId}`);
  }
}
// #endregion
