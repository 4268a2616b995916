import { useDraggable } from '@dnd-kit/core';
import type { Place } from '@tidemark/domain';
import type { KeyboardEvent } from 'react';
import { dateAfter, dateWords } from '../../../words/local-date';
import { daysByKey, type Chip } from './plan-dates';
import type { WorkoutMoves } from './workout-moves.hook';

interface WorkoutChipProps {
  readonly chip: Chip;
  readonly date: string;
  readonly moves: WorkoutMoves;
  readonly choose: (place: Place) => void;
}

/** A workout on a date. Dragged by pointer and finger; with shift and arrows by keys. */
export function WorkoutChip({ chip, date, moves, choose }: WorkoutChipProps) {
  const { week, day, key, isDone, part } = chip;
  const { attributes, listeners, setNodeRef, transform, isDragging } = useDraggable({ id: key });

  function press(event: KeyboardEvent): void {
    const { proposal, propose, drop } = moves;
    const isProposed = proposal?.moved.week === week && proposal.moved.day === day;
    const days = event.shiftKey ? daysByKey(event.key) : null;
    if (days !== null) {
      event.preventDefault();
      propose({ week, day }, dateAfter(isProposed ? proposal.moved.to : date, days));
    } else if (isProposed && event.key === 'Escape') drop();
    else if (isProposed && event.key === 'Enter') {
      event.preventDefault();
      document.querySelector<HTMLElement>('.move-strip [data-first]')?.focus();
    }
  }

  const style = transform ? { transform: `translate(${transform.x}px, ${transform.y}px)` } : undefined;
  return (
    <button
      ref={setNodeRef}
      type="button"
      className="workout-chip"
      data-part={part}
      data-done={isDone}
      data-dragging={isDragging}
      aria-describedby={attributes['aria-describedby']}
      aria-label={`${key}${isDone ? ' ✓' : ''}: week ${week}, day ${day}, ${isDone ? 'done, ' : ''}on ${dateWords(date, 'short')}`}
      style={style}
      {...listeners}
      onKeyDown={press}
      onClick={() => choose({ week, day })}
    >
      {key}
      {isDone && <span className="workout-chip-done"> ✓</span>}
    </button>
  );
}

/** Where a workout would be. */
export function GhostChip({ chip: { key } }: { readonly chip: Chip }) {
  return (
    <span className="workout-chip" data-part="ghost" aria-hidden="true">
      {key}
    </span>
  );
}
