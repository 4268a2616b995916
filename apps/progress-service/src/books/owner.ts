import { randomUUID } from 'node:crypto';
import type { Reply } from '@tidemark/contracts';
import { Unavailable } from '@tidemark/domain';
import { Bus, querySubject, type RequestOptions } from '@tidemark/messaging';
import { Injectable } from '@nestjs/common';
import { toldEvent, type ToldEvent, type Versions, type WireEvent } from '@tidemark/projections';

/** The service whose log the events are in. */
@Injectable()
export class Owner {
  constructor(private readonly bus: Bus) {}

  /** The next page of a stream; empty where there is no more. */
  async eventsAfter(
    userId: string,
    streamId: string,
    after: number,
    patience?: RequestOptions,
  ): Promise<readonly ToldEvent[]> {
    const asked = { streamId, after };
    const body = await this.ask<{ events: readonly WireEvent[] }>('history/events', userId, asked, patience);
    return body.events.map((wire) => toldEvent({ ...wire, userId, streamId }));
  }

  /** How far the streams of a user have come, with everything that is over by now. */
  async standing(userId: string, patience: RequestOptions): Promise<Versions> {
    return (await this.ask<{ streams: Versions }>('history/standing', userId, {}, patience)).streams;
  }

  private async ask<Body>(name: string, userId: string, data: object, patience?: RequestOptions): Promise<Body> {
    const envelope = { name, userId, correlationId: randomUUID(), data };
    const reply: Reply<Body> = await this.bus.request<Body>(querySubject('history'), envelope, patience);
    if (reply.ok) return reply.body;
    if (reply.error.status === 503) throw new Unavailable('The owner of the events');
    throw new Error(`${name} was refused: ${reply.error.code}`);
  }
}
