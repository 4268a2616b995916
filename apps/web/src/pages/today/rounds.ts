import type { SessionType } from '@tidemark/domain';

/** How far somebody is on the way to the long break. */
export interface Rounds {
  readonly done: number;
  readonly of: number;
  readonly words: string;
}

export function roundsOf(sessionType: SessionType, roundNumber: number, interval: number): Rounds {
  // The number of a break is that of the work before it.
  const worked = sessionType === 'work' ? roundNumber - 1 : roundNumber;
  const done = sessionType === 'long_break' ? interval : worked % interval;
  return { done, of: interval, words: wordsOf(sessionType, interval - done) };
}

function wordsOf(sessionType: SessionType, left: number): string {
  if (sessionType === 'long_break') return 'The long break is yours';
  return left === 1 ? 'Long break after this round' : `Long break after ${left} rounds`;
}
