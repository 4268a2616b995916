import { draft, program } from '@tidemark/domain';
import { categoryOf, EventLog, type AnyDecider } from '@tidemark/event-log';
import { Bus, forgetFacts } from '@tidemark/messaging';
import { blankStream } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { Forgetting } from '../tasks/forgetting';
import { BLANK_DRAFT_EVENTS, BLANK_PROGRAM_EVENTS } from './sql';

interface Blanked {
  readonly decider: AnyDecider;
  /** Blanks what a person wrote into one stream. */
  readonly events: string;
}

/** Every kind of stream that lives here. */
const BLANKED: Readonly<Record<string, Blanked>> = {
  program: { decider: program as AnyDecider, events: BLANK_PROGRAM_EVENTS },
  draft: { decider: draft as AnyDecider, events: BLANK_DRAFT_EVENTS },
};

/** Takes a person out of all that is kept here: what they wrote, and what was made of their facts. May be repeated. */
@Injectable()
export class Erasure {
  constructor(
    private readonly log: EventLog,
    private readonly forgetting: Forgetting,
    private readonly bus: Bus,
  ) {}

  async erase(userId: string): Promise<void> {
    for (const streamId of await this.log.streamsOfUser(userId)) {
      const { decider, events } = blankedOf(streamId);
      await blankStream(this.log, streamId, decider, events);
    }
    await this.forgetting.forget(userId);
    await forgetFacts(this.bus, userId);
  }
}

function blankedOf(streamId: string): Blanked {
  const blanked = BLANKED[categoryOf(streamId)];
  if (!blanked) throw new Error(`Nobody knows what a person wrote into ${streamId}`);
  return blanked;
}
