import type { Intensity } from '@tidemark/domain';
import { TileFace } from './tile-face';
import type { Tile } from './workout-tiles';

const WEEKS = 4;
const DAYS = 3;
const DONE = 7;
const FEELINGS: readonly Intensity[] = ['easy', 'perfect', 'perfect', 'hard'];
const DATES = ['2026-03-17', '2026-03-19', '2026-03-22', '2026-03-24', '2026-03-26'];

/** What a program looks like after a while; a picture, for nobody did any of it. */
export function ExampleProgram() {
  return (
    <figure className="example-program">
      <div className="tile-picture" aria-hidden="true">
        {Array.from({ length: WEEKS * DAYS }, (_, nth) => (
          <div key={nth} className="tile" data-state={tileOf(nth).state}>
            <TileFace tile={tileOf(nth)} />
          </div>
        ))}
      </div>
      <figcaption className="quiet small">
        An example: what is done and how it felt, and when the rest is due. Yours is kept on every device and works
        offline.
      </figcaption>
    </figure>
  );
}

function tileOf(nth: number): Tile {
  const isDone = nth < DONE;
  const place = { week: 1 + Math.floor(nth / DAYS), day: 1 + (nth % DAYS), mark: null, hasExercises: false };
  const feeling = FEELINGS[nth % FEELINGS.length] ?? null;
  const scheduledDate = isDone ? null : (DATES[nth - DONE] ?? null);
  return { ...place, state: isDone ? 'done' : 'planned', intensity: isDone ? feeling : null, scheduledDate };
}
