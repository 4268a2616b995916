import type { Place } from '@tidemark/domain';
import type { KeyboardEvent } from 'react';
import { TileFace, tileWords } from './tile-face';
import { placeName, type Tile } from './workout-tiles';

interface TileGridProps {
  readonly rows: readonly (readonly Tile[])[];
  readonly chosen: Place | null;
  readonly today: string;
  readonly choose: (place: Place) => void;
}

const steps: Readonly<Record<string, readonly [week: number, day: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Weeks by days. One stop for the tabulator, and the arrows within. */
export function TileGrid({ rows, chosen, today, choose }: TileGridProps) {
  const reached = chosen ?? firstOpen(rows);
  return (
    <table className="tile-grid" role="grid" aria-label="Workouts by week and day" onKeyDown={walk}>
      <thead>
        <tr>
          <td />
          {rows[0]?.map(({ day }) => (
            <th key={day} scope="col">
              Day {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <th scope="row">
              <span className="tile-week-word">Week </span>
              {index + 1}
            </th>
            {row.map((tile) => (
              <td key={tile.day}>
                <button
                  type="button"
                  className="tile"
                  data-place={placeName(tile.week, tile.day)}
                  data-state={tile.state}
                  data-late={tile.state === 'planned' && (tile.scheduledDate ?? today) < today}
                  aria-pressed={isSame(tile, chosen)}
                  aria-label={tileWords(tile)}
                  tabIndex={isSame(tile, reached) ? 0 : -1}
                  onClick={() => choose(tile)}
                >
                  <TileFace tile={tile} />
                </button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  const [week, day] = ((event.target as HTMLElement).dataset['place'] ?? '').split('.').map(Number);
  if (!step || !week || !day) return;
  event.preventDefault();
  const next = placeName(week + step[0], day + step[1]);
  event.currentTarget.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus();
}

function firstOpen(rows: readonly (readonly Tile[])[]): Place | null {
  const tiles = rows.flat();
  return tiles.find(({ state }) => state !== 'done') ?? tiles[0] ?? null;
}

function isSame(place: Place, other: Place | null): boolean {
  return place.week === other?.week && place.day === other.day;
}
