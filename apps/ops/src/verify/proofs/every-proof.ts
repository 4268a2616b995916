import type { Breach } from '../breach';
import type { UserProof, UserStory } from '../user-story';
import { checkpointsAreTheirEvents } from './checkpoint.proof';
import { commandsHappenedOnce } from './command.proof';
import { daysAreRight } from './day.proof';
import { erasedIsForgotten } from './erasure.proof';
import { resetsAreKept } from './reset.proof';
import { streamsAreSound } from './stream.proof';
import { timersAreRight } from './timer.proof';

const everyProof: readonly UserProof[] = [
  streamsAreSound,
  commandsHappenedOnce,
  timersAreRight,
  daysAreRight,
  checkpointsAreTheirEvents,
  resetsAreKept,
  erasedIsForgotten,
];

/** Everything that is proven user by user; a story that makes no sense to a proof is wrong as well. */
export function breachesIn(story: UserStory): readonly Breach[] {
  return everyProof.flatMap((prove) => {
    try {
      return prove(story);
    } catch (error) {
      const what = `it makes no sense: ${error instanceof Error ? error.message : String(error)}`;
      return [{ rule: 'I-07', subject: `the story of ${story.userId}`, what }];
    }
  });
}
