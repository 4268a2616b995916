import { dateWords } from '../../../words/local-date';
import type { WorkoutMoves } from './workout-moves.hook';
import { cascadeWords, type Moved } from './workout-move';
import './plan.css';

const LATER_SHOWN_MAX = 4;

/** What a new date would do, before it does it; and afterwards the way back [P2]. */
export function MoveStrip({ moves: { proposal, made, make, drop, undo } }: { readonly moves: WorkoutMoves }) {
  if (proposal !== null) {
    const { moved, later } = proposal;
    return (
      <div className="move-strip" role="status">
        <p>
          <strong>{placeWords(moved)}</strong> {journey(moved)}
          {later.length > 0 && <span className="quiet"> – with a cascade it {cascadeWords(proposal)}</span>}
        </p>
        {later.length > 0 && (
          <ul className="small quiet number">
            {later.slice(0, LATER_SHOWN_MAX).map((each) => (
              <li key={`${each.week}.${each.day}`}>
                {placeWords(each)} {journey(each)}
              </li>
            ))}
            {later.length > LATER_SHOWN_MAX && <li>and {later.length - LATER_SHOWN_MAX} more</li>}
          </ul>
        )}
        <div className="row">
          {later.length > 0 && (
            <button type="button" className="primary" data-first onClick={() => make(true)}>
              Move all {later.length + 1}
            </button>
          )}
          <button type="button" className={later.length > 0 ? '' : 'primary'} data-first onClick={() => make(false)}>
            {later.length > 0 ? 'Only this one' : moved.from === null ? 'Plan it' : 'Move it'}
          </button>
          <button type="button" className="plain" onClick={drop}>
            Leave it
          </button>
        </div>
      </div>
    );
  }
  if (made === null) return null;
  const { moved, isCascade, later } = made;
  return (
    <div className="move-strip move-made" role="status">
      <p>
        <strong>{placeWords(moved)}</strong> {moved.from === null ? 'is planned for' : 'moved to'}{' '}
        {dateWords(moved.to, 'short')}
        {isCascade && later.length > 0 && `, and ${later.length} later with it`}.
      </p>
      {moved.from !== null && (
        <button type="button" onClick={undo}>
          Undo
        </button>
      )}
    </div>
  );
}

function placeWords({ week, day }: Moved): string {
  return `Week ${week}, day ${day}`;
}

function journey({ from, to }: Moved): string {
  return from === null ? `to ${dateWords(to, 'short')}` : `${dateWords(from, 'short')} → ${dateWords(to, 'short')}`;
}
