import type { Instant } from '@tidemark/domain';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '@tidemark/service-kit';
import { LAST_SIGNS_OF_LIFE, SAVE_SIGNS_OF_LIFE } from './sql';

/** Heartbeats come every 30 s and may lag as long; this keeps the lag well below [T8]. */
export const SAVE_EVERY_MS = 5_000;
/** Rows in one statement. */
export const SAVE_BATCH_MAX = 2_000;
/** Signs of life not yet saved; beyond it they are saved at once. */
export const UNSAVED_MAX = 100_000;

/** Who was seen when. Heartbeats are no events: the latest of each user is kept, and written in batches. */
@Injectable()
export class Presence implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly unsaved = new Map<string, Instant>();
  private saving: Promise<void> = Promise.resolve();
  private rhythm?: NodeJS.Timeout;

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.rhythm = setInterval(() => void this.save().catch(() => undefined), SAVE_EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.rhythm);
    await this.save();
  }

  /** Notes a sign of life. */
  saw(userId: string, at: Instant): void {
    if (at <= (this.unsaved.get(userId) ?? 0)) return;
    this.unsaved.set(userId, at);
    if (this.unsaved.size >= UNSAVED_MAX) void this.save().catch(() => undefined);
  }

  async lastSeenAt(userId: string): Promise<Instant> {
    return (await this.lastSeenOf([userId])).get(userId) ?? 0;
  }

  /** The last sign of life of each of these users, saved or not; whoever was never seen is not in it. */
  async lastSeenOf(userIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    const { rows } = await this.database.query<{ userId: string; at: Instant }>({
      name: 'last-signs-of-life',
      text: LAST_SIGNS_OF_LIFE,
      values: [userIds],
    });
    const seen = new Map(rows.map(({ userId, at }) => [userId, at]));
    for (const userId of userIds) {
      const at = Math.max(seen.get(userId) ?? 0, this.unsaved.get(userId) ?? 0);
      if (at > 0) seen.set(userId, at);
    }
    return seen;
  }

  /** Forgets somebody who was erased. */
  forget(userId: string): void {
    this.unsaved.delete(userId);
  }

  /** Writes what is unsaved; what could not be written is tried again with the next batch. */
  save(): Promise<void> {
    this.saving = this.saving.catch(() => undefined).then(() => this.saveBatches());
    return this.saving;
  }

  private async saveBatches(): Promise<void> {
    const waiting = [...this.unsaved];
    for (let from = 0; from < waiting.length; from += SAVE_BATCH_MAX) {
      const batch = waiting.slice(from, from + SAVE_BATCH_MAX);
      const values = [batch.map(([userId]) => userId), batch.map(([, at]) => at)];
      await this.database.query({ name: 'save-signs-of-life', text: SAVE_SIGNS_OF_LIFE, values });
      for (const [userId, at] of batch) if (this.unsaved.get(userId) === at) this.unsaved.delete(userId);
    }
  }
}
