import type { WorkoutView } from '@tidemark/domain';
import { dateWords } from '../../words/local-date';

export interface ProgramSums {
  readonly done: number;
  readonly known: number;
  /** The first date with a workout that is not done. */
  readonly nextDate: string | null;
}

/** How far somebody is in a program. */
export function sumsOf(logs: readonly WorkoutView[]): ProgramSums {
  const dates = logs.flatMap(({ completed, feedback }) => (completed ? [] : (feedback.scheduledDate ?? [])));
  return {
    done: logs.filter(({ completed }) => completed).length,
    known: logs.length,
    nextDate: dates.sort()[0] ?? null,
  };
}

/** `14 of 32 done · next on Mon 23 Nov` */
export function sumsInWords({ done, known, nextDate }: ProgramSums): string {
  if (known === 0) return 'Nothing yet';
  const next = nextDate === null ? '' : ` · next on ${dateWords(nextDate, 'short')}`;
  return `${done} of ${known} done${next}`;
}
