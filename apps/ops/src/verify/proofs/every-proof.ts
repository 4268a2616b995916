import type { UserProof } from '../user-story';
import { checkpointsAreTheirEvents } from './checkpoint.proof';
import { commandsHappenedOnce } from './command.proof';
import { daysAreRight } from './day.proof';
import { resetsAreKept } from './reset.proof';
import { streamsAreSound } from './stream.proof';
import { timersAreRight } from './timer.proof';

/** Everything that is proven user by user. */
export const everyProof: readonly UserProof[] = [
  streamsAreSound,
  commandsHappenedOnce,
  timersAreRight,
  daysAreRight,
  checkpointsAreTheirEvents,
  resetsAreKept,
];
