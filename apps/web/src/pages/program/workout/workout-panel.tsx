import { useOutbox, useProgress } from '@tidemark/client/react';
import { fromIso, type Intensity, type Place } from '@tidemark/domain';
import { useEffect, useId, useRef } from 'react';
import { Choice } from '../../../components/form/choice';
import { useBegin } from '../../../components/form/begin.hook';
import { useDayRule } from '../../../components/ribbon/shown-day.hook';
import { dateWords } from '../../../words/local-date';
import { dateOf } from '../../../words/wall-clock';
import { timeOfDay } from '../../../words/words';
import { ExerciseEditor } from './exercise-editor';
import { RefusedWrites } from './refused-writes';
import type { WorkoutMoves } from '../plan/workout-moves.hook';
import { marksOf, placeName } from '../tiles/workout-tiles';
import './workout.css';

interface WorkoutPanelProps {
  readonly programId: string;
  readonly place: Place;
  readonly today: string;
  readonly moves: WorkoutMoves;
  readonly close: () => void;
}

const DATE_MIN = '2000-01-01';
const DATE_MAX = '2099-12-31';

const feelings: readonly { readonly value: Intensity; readonly name: string }[] = [
  { value: 'easy', name: 'Easy' },
  { value: 'perfect', name: 'Perfect' },
  { value: 'hard', name: 'Hard' },
];

/** Everything about one workout: done or not, how it felt, when it is due, and what was done. */
export function WorkoutPanel({ programId, place, today, moves, close }: WorkoutPanelProps) {
  const { week, day } = place;
  const { workout, complete, rate, logExercises } = useProgress(programId);
  const { pending, refused } = useOutbox();
  const { begin, trouble } = useBegin();
  const { timezone } = useDayRule();
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), []);
  const log = workout(week, day);
  const { intensityRating = null, scheduledDate = null } = log?.feedback ?? {};
  const mark = marksOf(programId, pending, refused).get(placeName(week, day));
  const act = async (work: () => void) => {
    if (await begin()) work();
  };

  return (
    <aside
      className="card workout-panel"
      aria-labelledby={`${id}-title`}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header>
        <h3 id={`${id}-title`} ref={heading} tabIndex={-1}>
          Week {week}, day {day}
        </h3>
        <button type="button" className="plain" onClick={close}>
          Close
        </button>
      </header>
      <p className="small quiet" role="status">
        {mark === 'waiting' ? '◌ On this device, waiting to be sent' : log ? '● On the server' : 'Nothing known yet'}
      </p>
      <RefusedWrites programId={programId} place={place} />
      {trouble !== null && <p className="trouble">{trouble}</p>}
      {log?.completed ? (
        <div className="row workout-done">
          <strong>Done {doneWords(log.completed_at, timezone)}</strong>
          <button type="button" onClick={() => void act(() => complete(week, day, { completed: false }))}>
            Not done after all
          </button>
        </div>
      ) : (
        <button type="button" className="primary" onClick={() => void act(() => complete(week, day))}>
          Done
        </button>
      )}
      <div className="field">
        <span>How did it feel?</span>
        <Choice
          legend="How did it feel?"
          options={feelings}
          value={intensityRating}
          choose={(intensity) => void act(() => rate(week, day, intensity))}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-date`}>Planned for</label>
        <input
          id={`${id}-date`}
          type="date"
          value={moves.proposal?.moved.to ?? scheduledDate ?? ''}
          min={DATE_MIN}
          max={DATE_MAX}
          // Whoever types a year passes through years of long ago.
          onChange={({ target: { value } }) =>
            DATE_MIN <= value && value <= DATE_MAX && void act(() => moves.propose(place, value))
          }
        />
        {scheduledDate === null && (
          <button type="button" className="plain small" onClick={() => void act(() => moves.propose(place, today))}>
            Today
          </button>
        )}
      </div>
      <ExerciseEditor logs={log?.exercise_logs ?? []} save={(logs) => void act(() => logExercises(week, day, logs))} />
    </aside>
  );
}

function doneWords(completedAt: string | null, timezone: string): string {
  if (completedAt === null) return '';
  const at = fromIso(completedAt);
  return `on ${dateWords(dateOf(at, timezone), 'short')}, ${timeOfDay(at, timezone)}`;
}
