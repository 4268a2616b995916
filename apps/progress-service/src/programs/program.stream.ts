import { progressContract, syncOf, type SyncWorkoutsDto, type WorkoutDto } from '@tidemark/contracts';
import {
  program,
  programLogView,
  syncResults,
  type Program,
  type ProgramCommand,
  type ProgramEvent,
} from '@tidemark/domain';
import { CommandHandler, DatabaseClock, EventLog, type StreamType } from '@tidemark/event-log';
import type { SeenFrom, ServedStream, Taken } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';

const BULK_SYNC = 'progress/bulk-sync';

/** No id has a dot in it, so no program of one user can be called like one of another [P3]. */
export const programStreamOf = (userId: string, programId: string): string => `program-${userId}.${programId}`;

/** Which program of its owner a stream is. */
export const programIdOf = (streamId: string, userId: string): string =>
  streamId.slice(programStreamOf(userId, '').length);

const programStream: StreamType<Program, ProgramCommand, ProgramEvent> = {
  decider: program,
  contextOf: () => ({ lastSeenAt: 0 }),
};

/** Decides about programs. */
@Injectable()
export class ProgramHandler extends CommandHandler<Program, ProgramCommand, ProgramEvent> {
  constructor(log: EventLog, clock: DatabaseClock) {
    super(log, programStream, clock);
  }
}

/** How the outside speaks to programs. */
export function servedProgram(
  handler: ProgramHandler,
): ServedStream<Program, ProgramCommand, ProgramEvent, { lastSeenAt: number }> {
  return {
    contract: progressContract,
    handler,
    streamIdOf: (userId, body) => programStreamOf(userId, (body as WorkoutDto).programId),
    view: viewOf,
    answer: (taken, seen) => (seen.name === BULK_SYNC ? syncedOf(taken, seen) : viewOf(taken.state, seen)),
  };
}

function viewOf(state: Program, { name, body, revision }: SeenFrom): object {
  const { programId, week_number: week, day_number: day } = body as WorkoutDto;
  return name === BULK_SYNC ? { programId, revision } : programLogView(state, { week, day }, { programId, revision });
}

/** What became of each workout, told from the program as it stood before and from when the sync was recorded. */
async function syncedOf({ told, before }: Taken<Program, ProgramEvent>, { body, revision }: SeenFrom): Promise<object> {
  return { results: syncResults(await before(), syncOf(body as SyncWorkoutsDto, told)), revision };
}
