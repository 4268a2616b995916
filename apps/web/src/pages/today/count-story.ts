import type { Pin } from '../../components/ribbon/pins';
import type { CheckpointShown } from '../../words/words';
import { fromIso, type DayFrame, type Instant } from '@tidemark/domain';

/** Something that made the count of a day what it is. */
export interface Counted {
  readonly at: Instant;
  readonly words: string;
}

/** Every session of work that was completed in the day, and whatever was said of the count itself, in order [X6]. */
export function countStory(
  { startsAt, endsAt }: DayFrame,
  checkpoints: readonly CheckpointShown[],
  pins: readonly Pin[],
): readonly Counted[] {
  const completed = checkpoints
    .filter(({ checkpointType }) => checkpointType === 'WORK_COMPLETED')
    .map(({ timestamp }) => ({ at: fromIso(timestamp), words: 'Work completed' }));
  const said = pins.filter(({ stream, words }) => stream === 'day' && /count/i.test(words));
  return [...completed, ...said]
    .filter(({ at }) => startsAt <= at && at < endsAt)
    .sort((one, two) => one.at - two.at)
    .map(({ at, words }) => ({ at, words }));
}
