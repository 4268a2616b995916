import { clockTimeOf, type ResetTime } from '@tidemark/domain';
import type { KeyboardEvent, PointerEvent } from 'react';
import { DAY_MINUTES, minutesAtPoint, minutesByKey, minutesOf, pointAt, resetTimeOf } from './reset-time';

interface ResetDialProps {
  readonly time: ResetTime;
  /** Where the day is just now, by minutes of its clock. */
  readonly nowMinutes: number;
  readonly turn: (time: ResetTime) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const NAMED = [0, 6, 12, 18];
const RING = 84;
const SIZE = 240;

/** A clock of 24 hours whose one hand says when the day ends. It is dragged, or moved by keys. */
export function ResetDial({ time, nowMinutes, turn }: ResetDialProps) {
  const minutes = minutesOf(time);
  const knob = pointAt(minutes, RING);
  const nowAt = pointAt(nowMinutes, RING);

  function drag(event: PointerEvent<SVGSVGElement>): void {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    turn(resetTimeOf(minutesAtPoint(event.clientX - left - width / 2, event.clientY - top - height / 2)));
  }

  function press(event: KeyboardEvent): void {
    const next = minutesByKey(event.key, event.shiftKey, minutes);
    if (next === null) return;
    event.preventDefault();
    turn(resetTimeOf(next));
  }

  return (
    <svg
      className="reset-dial"
      viewBox={`${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`}
      onPointerDown={drag}
      onPointerMove={drag}
    >
      <circle className="reset-dial-ring" r={RING} />
      <g aria-hidden="true">
        {HOURS.map((hour) => (
          <Hour key={hour} hour={hour} />
        ))}
        <line className="reset-dial-hand" x1="0" y1="0" x2={knob.x} y2={knob.y} />
        <circle className="reset-dial-now" cx={nowAt.x} cy={nowAt.y} r="4" />
        <circle className="reset-dial-middle" r="42" />
        <text className="reset-dial-time" y="2">
          {clockTimeOf(time)}
        </text>
        <text className="reset-dial-word" y="20">
          day ends
        </text>
      </g>
      <circle
        className="reset-dial-knob"
        role="slider"
        tabIndex={0}
        aria-label="The day ends at"
        aria-valuemin={0}
        aria-valuemax={DAY_MINUTES - 1}
        aria-valuenow={minutes}
        aria-valuetext={clockTimeOf(time)}
        cx={knob.x}
        cy={knob.y}
        r="13"
        onKeyDown={press}
      />
    </svg>
  );
}

function Hour({ hour }: { readonly hour: number }) {
  const isNamed = NAMED.includes(hour);
  const from = pointAt(hour * 60, RING + 9);
  const to = pointAt(hour * 60, RING + (isNamed ? 14 : 12));
  const name = pointAt(hour * 60, RING + 25);
  return (
    <>
      <line className="reset-dial-hour" x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      {isNamed && (
        <text className="reset-dial-name" x={name.x} y={name.y + 4}>
          {String(hour).padStart(2, '0')}
        </text>
      )}
    </>
  );
}
