import { fold, type Decider, type Told } from '../decider';
import { CLOCK_TOLERANCE_MS } from '../occurred-at';
import { merged } from './program-merge';
import type { Program, ProgramCommand, ProgramEvent, SyncError, SyncedSession } from './program-words';
import { Rejection } from '../rejection';

/** What became of one workout of a bulk sync: nobody's mistake keeps another one from being taken. */
export interface SyncOutcome {
  readonly week: number | null;
  readonly day: number | null;
  readonly events: readonly ProgramEvent[];
  readonly refused: SyncError | null;
}

/** What becomes of each workout of a bulk sync, in order; each is merged with what the ones before it left [P1]. */
export function synced(
  { evolve }: Pick<Decider<Program, never, ProgramEvent>, 'evolve'>,
  before: Program,
  { sessions, at, receivedAt }: Extract<ProgramCommand, { type: 'SyncWorkouts' }>,
): readonly SyncOutcome[] {
  let program = before;
  return sessions.map((session) => {
    const { week, day } = session;
    if ('malformed' in session) return { week, day, events: [], refused: session.malformed };
    try {
      const events = merged(program, session, writtenDown(session, { at, receivedAt }));
      program = fold({ evolve }, program, events);
      return { week, day, events, refused: null };
    } catch (failure) {
      if (!(failure instanceof Rejection)) throw failure;
      const { code, message, details } = failure;
      return { week, day, events: [], refused: { code, message, details } };
    }
  });
}

/** A device may bring what it wrote down long ago, and nothing that is yet to come. */
function writtenDown({ writtenAt }: SyncedSession, told: Told): Told {
  if (writtenAt === undefined) return told;
  if (writtenAt > told.receivedAt + CLOCK_TOLERANCE_MS) throw new Rejection('program/at-out-of-range');
  return { at: Math.min(writtenAt, told.receivedAt), receivedAt: told.receivedAt };
}
