import { useAsk } from '@tidemark/client/react';
import { toIso } from '@tidemark/domain';
import { useShownDay } from '../../components/ribbon/shown-day.hook';
import { timeOfDay, type CheckpointShown } from '../../words/words';
import { countStory } from './count-story';

const LOOKED_THROUGH_MAX = 200;

/** What made the count. */
export function CountDetails() {
  const { frame, pins, timezone } = useShownDay();
  const path = `/api/timer/checkpoints?limit=${LOOKED_THROUGH_MAX}`;
  const { value, status } = useAsk<{ readonly items: readonly CheckpointShown[] }>(path, ['timer', 'sessionCount']);
  const story = countStory(frame, value?.items ?? [], pins);
  if (story.length === 0) {
    return <p className="quiet small">{status === 'loading' ? 'Looking it up …' : 'Nothing was counted today.'}</p>;
  }
  return (
    <ol className="count-details small" aria-label="What made the count">
      {story.map(({ at, words }) => (
        <li key={`${at} ${words}`}>
          <time className="quiet number" dateTime={toIso(at)}>
            {timeOfDay(at, timezone)}
          </time>{' '}
          {words}
        </li>
      ))}
    </ol>
  );
}
