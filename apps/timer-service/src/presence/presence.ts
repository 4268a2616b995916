import { PRESENT_WITHIN_MS, type Instant } from '@tidemark/domain';
import { AskedTogether, DatabaseClock } from '@tidemark/event-log';
import { Database, LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { LAST_SIGNS_OF_LIFE, SAVE_SIGNS_OF_LIFE } from './sql';

/** Heartbeats come every 30 s and may lag as long; this keeps the lag well below [T8]. */
const SAVE_EVERY_MS = 5_000;
/** Rows in one statement. */
const SAVE_BATCH_MAX = 2_000;
/** Signs of life not yet saved; beyond it they are saved at once. */
const UNSAVED_MAX = 100_000;
const REMEMBERED_MAX = 100_000;

/** Who was seen when. Heartbeats are no events: the latest of each user is kept, and written in batches. */
@Injectable()
export class Presence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly remembered = new LRUCache<string, Instant>({ max: REMEMBERED_MAX });
  private unsaved = new Map<string, Instant>();
  private saving: Promise<void> = Promise.resolve();
  /** Thousands of timers may end at once. */
  private readonly saved = new AskedTogether<Instant>((userIds) => this.readSaved(userIds));
  private rhythm?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly clock: DatabaseClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.rhythm = setInterval(() => void this.save(), SAVE_EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.rhythm);
    await this.save();
  }

  /** Notes a sign of life. */
  saw(userId: string, at: Instant): void {
    if (at <= (this.remembered.get(userId) ?? 0)) return;
    this.remembered.set(userId, at);
    this.unsaved.set(userId, at);
    if (this.unsaved.size >= UNSAVED_MAX) void this.save();
  }

  /**
   * The last sign of life. Whoever we saw a moment ago is there, even if another instance saw them a little later;
   * about everybody else the database is asked.
   */
  async lastSeenAt(userId: string): Promise<Instant> {
    const rememberedAt = this.remembered.get(userId) ?? 0;
    if (this.clock.now() - rememberedAt <= PRESENT_WITHIN_MS) return rememberedAt;
    return Math.max(rememberedAt, (await this.saved.about(userId)) ?? 0);
  }

  /** Forgets somebody who was erased. */
  forget(userId: string): void {
    this.remembered.delete(userId);
    this.unsaved.delete(userId);
  }

  /** Writes what is unsaved; what could not be written goes with the next batch. */
  save(): Promise<void> {
    this.saving = this.saving.then(() => this.saveBatches());
    return this.saving;
  }

  private async readSaved(userIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    const { rows } = await this.database.query<{ userId: string; at: Instant }>({
      name: 'last-signs-of-life',
      text: LAST_SIGNS_OF_LIFE,
      values: [userIds],
    });
    return new Map(rows.map(({ userId, at }) => [userId, at]));
  }

  private async saveBatches(): Promise<void> {
    const waiting = [...this.unsaved];
    this.unsaved = new Map();
    for (let from = 0; from < waiting.length; from += SAVE_BATCH_MAX) {
      const batch = waiting.slice(from, from + SAVE_BATCH_MAX);
      const values = [batch.map(([userId]) => userId), batch.map(([, at]) => at)];
      try {
        await this.database.query({ name: 'save-signs-of-life', text: SAVE_SIGNS_OF_LIFE, values });
      } catch (error) {
        this.logger.warn({ err: error, users: batch.length }, 'Signs of life wait to be saved.');
        for (const [userId, at] of batch) if (!this.unsaved.has(userId)) this.unsaved.set(userId, at);
      }
    }
  }
}
