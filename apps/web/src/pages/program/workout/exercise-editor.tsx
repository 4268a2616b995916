import { EXERCISE_LOGS_MAX } from '@tidemark/domain';
import { useState, type FocusEvent } from 'react';
import {
  emptyRow,
  EXERCISE_FIELDS,
  EXERCISE_TEXT_MAX,
  logsOf,
  rowsOf,
  type ExerciseField,
  type ExerciseRow,
} from './exercise-rows';

interface ExerciseEditorProps {
  readonly logs: readonly object[];
  readonly save: (logs: readonly object[]) => void;
}

const names: Readonly<Record<ExerciseField, string>> = {
  exercise: 'Exercise',
  sets: 'Sets',
  reps: 'Reps',
  weight: 'Weight',
  notes: 'Notes',
};

/** What was done, line by line. It saves itself; while somebody types, what they type stands, and not what comes in. */
export function ExerciseEditor({ logs, save }: ExerciseEditorProps) {
  const [typed, setTyped] = useState<readonly ExerciseRow[] | null>(null);
  const rows = typed ?? rowsOf(logs);

  function write(next: readonly ExerciseRow[]): void {
    setTyped(next);
    save(logsOf(next));
  }

  function leave(event: FocusEvent<HTMLFieldSetElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) setTyped(null);
  }

  return (
    <fieldset className="exercises" onBlur={leave}>
      <legend className="small quiet">Exercises</legend>
      {rows.map((row, index) => (
        <div key={index} className="exercise" role="group" aria-label={`Exercise ${index + 1}`}>
          {EXERCISE_FIELDS.map((field) => (
            <input
              key={field}
              type="text"
              className={`exercise-${field}`}
              aria-label={names[field]}
              placeholder={names[field]}
              maxLength={EXERCISE_TEXT_MAX}
              value={row[field]}
              onFocus={() => setTyped(rows)}
              onChange={(event) =>
                write(rows.map((each, nth) => (nth === index ? { ...each, [field]: event.target.value } : each)))
              }
            />
          ))}
          <button
            type="button"
            className="plain"
            aria-label={`Remove exercise ${index + 1}`}
            onClick={() => write(rows.filter((_, nth) => nth !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        className="plain"
        disabled={rows.length >= EXERCISE_LOGS_MAX}
        onClick={() => setTyped([...rows, emptyRow])}
      >
        + Exercise
      </button>
    </fieldset>
  );
}
