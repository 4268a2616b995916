import type { RequestOptions } from '@tidemark/messaging';
import { LOGGER, type Logger } from '@tidemark/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { Bookkeeper } from './bookkeeper';
import { Owner } from './owner';
import { streamsOf, type ToldEvent } from '@tidemark/projections';

/** Pages of one stream in one go; the next fact or question goes on from there. */
const PAGES_MAX = 1_000;
/** Whoever asks waits this long for what they have just written. */
const OWN_WRITES_WITHIN_MS = 1_000;

/** Fetches from the owner what did not come by itself. */
@Injectable()
export class CatchUp {
  constructor(
    private readonly bookkeeper: Bookkeeper,
    private readonly owner: Owner,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Enters one event, and before it whatever is missing of its stream. */
  async enter(told: ToldEvent): Promise<void> {
    const { userId, streamId, version } = told;
    const reached = await this.bookkeeper.enter({ userId, streamId, events: [told] });
    await this.fetch(userId, streamId, reached, version);
  }

  /** Waits until the books hold what their owner holds now, but never long: what is there is better than nothing. */
  async withOwner(userId: string): Promise<void> {
    const endsAt = performance.now() + OWN_WRITES_WITHIN_MS;
    try {
      const standing = await this.owner.standing(userId, { timeoutMs: OWN_WRITES_WITHIN_MS, attempts: 1 });
      const heard = await this.bookkeeper.heard(userId);
      for (const streamId of streamsOf(userId)) {
        await this.fetch(userId, streamId, heard[streamId] ?? 0, standing[streamId] ?? 0, endsAt);
      }
    } catch (failure) {
      this.logger.warn({ err: failure, userId }, 'What is shown of days may be behind its owner.');
    }
  }

  private async fetch(
    userId: string,
    streamId: string,
    heard: number,
    wanted: number,
    endsAt = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    let reached = heard;
    for (let page = 0; reached < wanted && performance.now() < endsAt; page += 1) {
      const events = page < PAGES_MAX ? await this.owner.eventsAfter(userId, streamId, reached, patience(endsAt)) : [];
      if (events.length === 0) throw new Error(`${streamId} is said to have ${wanted} events, but ends at ${reached}`);
      reached = await this.bookkeeper.enter({ userId, streamId, events });
    }
  }
}

/** Nobody waits for a fact that is applied; whoever looks at a page waits once. */
function patience(endsAt: number): RequestOptions {
  return Number.isFinite(endsAt) ? { timeoutMs: Math.max(1, endsAt - performance.now()), attempts: 1 } : {};
}
