import type { Intensity } from '@tidemark/domain';
import { dateWords } from '../../../words/local-date';
import type { Tile } from './workout-tiles';
import './tiles.css';

/** How hard a workout felt, as so many of three dots. */
const DOTS: Readonly<Record<Intensity, number>> = { easy: 1, perfect: 2, hard: 3 };

/** What is drawn on a tile; its words are in its label. */
export function TileFace({ tile: { state, scheduledDate, intensity, mark } }: { readonly tile: Tile }) {
  return (
    <>
      <span className="tile-word">
        {state === 'done' ? '✓' : scheduledDate === null ? '·' : dateWords(scheduledDate, 'dayAndMonth')}
      </span>
      {intensity !== null && (
        <span className="tile-dots">
          {[1, 2, 3].map((dot) => (
            <i key={dot} data-on={dot <= DOTS[intensity]} />
          ))}
        </span>
      )}
      {mark !== null && <span className="tile-mark" data-mark={mark} />}
    </>
  );
}

/** `Week 2, day 3: planned for Tue 24 Nov, felt hard, waiting to be sent` */
export function tileWords({ week, day, state, scheduledDate, intensity, mark }: Tile): string {
  const date = scheduledDate === null ? null : `planned for ${dateWords(scheduledDate, 'short')}`;
  const standing = { done: 'done', planned: date, open: 'open' }[state];
  const feeling = intensity === null ? null : `felt ${intensity}`;
  const sent = mark === 'waiting' ? 'waiting to be sent' : mark === 'refused' ? 'refused by the server' : null;
  return `Week ${week}, day ${day}: ${[standing, feeling, sent].filter((part) => part !== null).join(', ')}`;
}
