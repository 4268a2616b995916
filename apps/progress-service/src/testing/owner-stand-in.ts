import { randomUUID } from 'node:crypto';
import type { Fact, QueryEnvelope } from '@tidemark/contracts';
import { toIso, toWire, type Instant } from '@tidemark/domain';
import { Bus, BusResponder, FactPublisher, querySubject, ServiceIdentity } from '@tidemark/messaging';
import type { ToldEvent } from '@tidemark/projections';

const OWNER = 'timer-service';
/** Pages are small, so that a spec has several of them. */
const PAGE = 10;

/** Stands in for the service in whose log the events are: it tells facts, and answers about its history. */
export class OwnerStandIn {
  private readonly streams = new Map<string, Fact[]>();
  private readonly positions = new Map<string, number>();
  private responder: BusResponder | undefined;

  private constructor(
    private readonly bus: Bus,
    private readonly publisher: FactPublisher,
  ) {}

  static async start(natsUrl: string, secret: string): Promise<OwnerStandIn> {
    const identity = new ServiceIdentity(OWNER, secret);
    const bus = await Bus.connect({ servers: natsUrl, name: OWNER, identity });
    const owner = new OwnerStandIn(bus, new FactPublisher(bus));
    await owner.comeBack();
    return owner;
  }

  /** Answers no more; what is recorded stays. */
  async leave(): Promise<void> {
    await this.responder?.close();
  }

  async comeBack(): Promise<void> {
    const responder = new BusResponder({ bus: this.bus, queueGroup: OWNER });
    responder.addHandler(querySubject('history'), async (query: QueryEnvelope) => this.answer(query));
    await new Promise<void>((resolve, reject) => responder.listen((error) => (error ? reject(error) : resolve())));
    this.responder = responder;
  }

  /** Adds an event to the log without telling anybody. */
  record(userId: string, category: ToldEvent['category'], event: ToldEvent['event'], recordedAt: Instant): Fact {
    const streamId = `${category}-${userId}`;
    const stream = this.streams.get(streamId) ?? [];
    const position = (this.positions.get(userId) ?? 0) + 1;
    const at = toIso(recordedAt);
    const nobody = { commandId: null, causationId: null, correlationId: null, deviceId: null, state: {} };
    const fact: Fact = {
      eventId: randomUUID(),
      type: event.type,
      schemaVersion: 1,
      streamId,
      version: stream.length + 1,
      position,
      userId,
      occurredAt: at,
      recordedAt: at,
      data: toWire(event.data),
      ...nobody,
    };
    this.positions.set(userId, position);
    this.streams.set(streamId, [...stream, fact]);
    return fact;
  }

  /** Tells facts in this order; a fact that is told again comes again. */
  async publish(facts: readonly Fact[]): Promise<void> {
    await this.publisher.publish(
      facts.map((fact) => ({
        category: fact.streamId.slice(0, fact.streamId.indexOf('-')),
        userId: fact.userId,
        type: fact.type,
        messageId: randomUUID(),
        body: JSON.stringify(fact),
      })),
    );
  }

  async close(): Promise<void> {
    await this.leave();
    await this.bus.close();
  }

  private answer({ name, userId, data }: QueryEnvelope): object {
    if (name === 'history/standing') {
      const mine = [...this.streams].filter(([streamId]) => streamId.endsWith(`-${userId}`));
      return { streams: Object.fromEntries(mine.map(([streamId, { length }]) => [streamId, length])) };
    }
    const { streamId, after } = data as { streamId: string; after: number };
    return { events: (this.streams.get(streamId) ?? []).slice(after, after + PAGE) };
  }
}
