import { draftContract, type DraftDto } from '@tidemark/contracts';
import { draft, draftView, type Draft, type DraftCommand, type DraftEvent } from '@tidemark/domain';
import { CommandHandler, DatabaseClock, EventLog, type Context, type StreamType } from '@tidemark/event-log';
import type { ServedStream } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { draftStreamOf, newDraftId } from './draft-ids';
import type { DraftLookup, Found } from './draft-lookup';

const draftStream: StreamType<Draft, DraftCommand, DraftEvent> = {
  decider: draft,
  contextOf: () => ({ lastSeenAt: 0 }),
  wake: ({ at, receivedAt }) => ({ type: 'ExpireDraft', at, receivedAt }),
};

/** Decides about drafts. */
@Injectable()
export class DraftHandler extends CommandHandler<Draft, DraftCommand, DraftEvent> {
  constructor(log: EventLog, clock: DatabaseClock) {
    super(log, draftStream, clock);
  }
}

/** How the outside speaks to drafts. */
export function servedDraft(
  handler: DraftHandler,
  lookup: DraftLookup,
): ServedStream<Draft, DraftCommand, DraftEvent, Context, Found> {
  return {
    contract: draftContract,
    handler,
    streamIdOf: (userId, body, commandId) => {
      const { id } = body as Partial<DraftDto>;
      return draftStreamOf(id ?? newDraftId(userId, commandId));
    },
    lookUp: (said) => lookup.about(said),
    // One that was refused before it began has nothing to show.
    view: (state, seen) => (state.status === 'none' ? {} : draftView(state, seen)),
  };
}
