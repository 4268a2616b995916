import { FactConsumer, factsOfCategory } from '@tidemark/messaging';

import type { StoredEvent } from './event-store';
import type { StoryStack } from './story-stack';

/** Another service that listens durably and applies each fact once, as any service should. */
export class Listener {
  /** What came out of order; a repetition is not. */
  readonly disorder: string[] = [];
  private readonly applied = new Set<string>();
  private readonly versions = new Map<string, number>();
  private consumer: FactConsumer | undefined;

  static async to(story: StoryStack, category: string, durable: string): Promise<Listener> {
    const listener = new Listener();
    listener.consumer = new FactConsumer({
      bus: await story.bus('progress-service'),
      durable,
      filter: factsOfCategory(category),
      apply: async ({ eventId, streamId, version }) => listener.apply(eventId, streamId, version),
      deadLetter: async ({ body }) => void listener.disorder.push(`A dead letter: ${body}`),
    });
    listener.consumer.start();
    return listener;
  }

  /** Which of these events never came. */
  misses(events: readonly StoredEvent[]): readonly string[] {
    return events.flatMap(({ eventId, streamId, version }) =>
      this.applied.has(eventId) ? [] : [`${streamId} ${version}`],
    );
  }

  async stop(): Promise<void> {
    await this.consumer?.stop();
  }

  private apply(eventId: string, streamId: string, version: number): void {
    if (this.applied.has(eventId)) return;
    this.applied.add(eventId);
    const before = this.versions.get(streamId) ?? 0;
    if (version !== before + 1) this.disorder.push(`${streamId}: ${version} after ${before}`);
    this.versions.set(streamId, version);
  }
}
