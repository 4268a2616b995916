import { useProgress } from '@tidemark/client/react';
import type { Place, WorkoutView } from '@tidemark/domain';
import { useCallback, useState } from 'react';
import { moveOf, type WorkoutMove } from './workout-move';

export interface MadeMove extends WorkoutMove {
  readonly isCascade: boolean;
}

export interface WorkoutMoves {
  /** What is looked at and not done yet. */
  readonly proposal: WorkoutMove | null;
  /** What was done last. */
  readonly made: MadeMove | null;
  propose(place: Place, date: string): void;
  drop(): void;
  make(isCascade: boolean): void;
  undo(): void;
}

/** Another date is proposed, seen with all that it moves, made, and taken back. */
export function useWorkoutMoves(programId: string, logs: readonly WorkoutView[]): WorkoutMoves {
  const { schedule } = useProgress(programId);
  const [proposal, setProposal] = useState<WorkoutMove | null>(null);
  const [made, setMade] = useState<MadeMove | null>(null);
  const propose = useCallback(
    (place: Place, date: string) => {
      setProposal(moveOf(logs, place, date));
      setMade(null);
    },
    [logs],
  );
  const drop = useCallback(() => setProposal(null), []);
  const make = useCallback(
    (isCascade: boolean) => {
      if (proposal === null) return;
      const { week, day, to } = proposal.moved;
      schedule(week, day, to, isCascade);
      setMade({ ...proposal, isCascade });
      setProposal(null);
    },
    [proposal, schedule],
  );
  const undo = useCallback(() => {
    if (made === null || made.moved.from === null) return;
    const { week, day, from } = made.moved;
    schedule(week, day, from, made.isCascade);
    setMade(null);
  }, [made, schedule]);
  return { proposal, made, propose, drop, make, undo };
}
