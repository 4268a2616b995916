import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Fact } from '@tidemark/contracts';
import { Bus, FactConsumer, factsOfCategory, type DeadLetter } from '@tidemark/messaging';
import { hearingOf, type TakesDeadLetters } from './hears-facts';

/** Finds every `@HearsFacts` provider when the service starts, and lets each finish what it has begun when it ends. */
@Injectable()
export class FactHearing implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(FactHearing.name);
  private consumers: readonly FactConsumer[] = [];

  constructor(
    private readonly bus: Bus,
    private readonly discovery: DiscoveryService,
  ) {}

  onApplicationBootstrap(): void {
    const providers = this.discovery.getProviders().flatMap(({ instance }) => (isObject(instance) ? [instance] : []));
    this.consumers = [...new Set(providers)].flatMap((provider) => this.consumersOf(provider));
    for (const consumer of this.consumers) consumer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.bus.close();
  }

  private consumersOf(provider: object): readonly FactConsumer[] {
    const heard = hearingOf(provider);
    if (!heard) return [];
    const { durable, category, replays = false } = heard.hearing;
    const listener = provider as Partial<TakesDeadLetters> & Record<string, (fact: Fact) => Promise<void>>;
    const options = {
      bus: this.bus,
      durable,
      filter: factsOfCategory(category),
      apply: async (fact: Fact) => {
        const method = heard.methods.get(fact.type);
        if (method !== undefined) await listener[method]?.(fact);
      },
      deadLetter: (letter: DeadLetter) => this.bury(durable, letter, listener),
      interrupted: (error: unknown) => this.logger.warn(`${durable} listens anew: ${String(error)}`),
    };
    return [new FactConsumer(options), ...(replays ? [new FactConsumer({ ...options, replays })] : [])];
  }

  private async bury(durable: string, letter: DeadLetter, listener: Partial<TakesDeadLetters>): Promise<void> {
    const { subject, streamSequence, tries, error } = letter;
    this.logger.error(`${durable} could not apply ${subject} (${streamSequence}) in ${tries} tries: ${String(error)}`);
    await listener.deadLetter?.(letter);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
