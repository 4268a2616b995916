import {
  DndContext,
  MouseSensor,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from '@dnd-kit/core';
import type { Place, WorkoutView } from '@tidemark/domain';
import { useState } from 'react';
import { dateAfter, dateWords } from '../../../words/local-date';
import { calendarWeeks, chipsByDate, firstMonday, type Chip } from './plan-dates';
import { GhostChip, WorkoutChip } from './workout-chip';
import type { WorkoutMoves } from './workout-moves.hook';
import './plan.css';

interface PlanCalendarProps {
  readonly logs: readonly WorkoutView[];
  readonly today: string;
  readonly moves: WorkoutMoves;
  readonly choose: (place: Place) => void;
}

const STEP_DAYS = 28;
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const BEGINS_AFTER_PIXELS = 6;
const BEGINS_AFTER_MS = 180;
const instructions = {
  draggable:
    'Hold shift and press an arrow key to propose another date: a day to the side, a week up or down. Enter leads to the decision, escape leaves it.',
};
const placeOf = (id: unknown) => String(id).replace('.', ', day ');
const announcements: Announcements = {
  onDragStart: ({ active }) => `Week ${placeOf(active.id)} is picked up.`,
  onDragOver: ({ over }) => (over ? `Over ${dateWords(String(over.id), 'short')}.` : undefined),
  onDragEnd: ({ over }) => (over ? `Dropped on ${dateWords(String(over.id), 'short')}.` : 'Put back.'),
  onDragCancel: () => 'Put back.',
};

/** The program on dates. A workout is dragged, or moved by keys, and nothing happens before it is agreed to. */
export function PlanCalendar({ logs, today, moves, choose }: PlanCalendarProps) {
  const [monday, setMonday] = useState(() => firstMonday(logs, today));
  const chips = chipsByDate(logs, moves.proposal);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: BEGINS_AFTER_PIXELS } }),
    useSensor(TouchSensor, { activationConstraint: { delay: BEGINS_AFTER_MS, tolerance: BEGINS_AFTER_PIXELS } }),
  );

  function drop({ active, over }: DragEndEvent): void {
    const [week = 0, day = 0] = String(active.id).split('.').map(Number);
    if (over) moves.propose({ week, day }, String(over.id));
  }

  return (
    <DndContext
      sensors={sensors}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: instructions }}
    >
      <div className="plan-head">
        <button type="button" className="plain" onClick={() => setMonday(dateAfter(monday, -STEP_DAYS))}>
          ‹ Earlier
        </button>
        <strong>{dateWords(dateAfter(monday, 6), 'month')}</strong>
        <button type="button" className="plain" onClick={() => setMonday(dateAfter(monday, STEP_DAYS))}>
          Later ›
        </button>
      </div>
      <div className="plan-calendar">
        {weekdays.map((weekday) => (
          <span key={weekday} className="small quiet" aria-hidden="true">
            {weekday}
          </span>
        ))}
        {calendarWeeks(monday)
          .flat()
          .map((date) => (
            <DateCell key={date} {...{ date, today, moves, choose }} chips={chips.get(date) ?? []} />
          ))}
      </div>
    </DndContext>
  );
}

interface DateCellProps extends Omit<PlanCalendarProps, 'logs'> {
  readonly date: string;
  readonly chips: readonly Chip[];
}

function DateCell({ date, today, chips, moves, choose }: DateCellProps) {
  const { setNodeRef, isOver } = useDroppable({ id: date });
  const isFirst = date.endsWith('-01');
  return (
    <div ref={setNodeRef} className="plan-date" data-over={isOver} data-today={date === today} data-past={date < today}>
      <span className="small number" aria-hidden="true">
        {isFirst ? dateWords(date, 'dayAndMonth') : Number(date.slice(8))}
      </span>
      {chips.map((chip) =>
        chip.part === 'ghost' ? (
          <GhostChip key={`ghost ${chip.key}`} chip={chip} />
        ) : (
          <WorkoutChip key={chip.key} {...{ chip, date, moves, choose }} />
        ),
      )}
    </div>
  );
}
