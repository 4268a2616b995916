import type { DayFrame, Instant } from '@tidemark/domain';
import type { Lane } from './shown-day';

/** Where lanes lie, from above, in pixels. */
export type Lanes = Readonly<Record<Lane | 'pins', { readonly top: number; readonly height: number }>>;

/** Which lane is the tall one; the others keep it company. */
export type Emphasis = 'focus' | 'clock';

const [TALL, LOW] = [48, 12];
export const AXIS_TOP = 112;
export const RIBBON_HEIGHT = 134;
const SHARE_MIN = 0.2;

export function lanesOf(emphasis: Emphasis): Lanes {
  const [focus, clock] = emphasis === 'focus' ? [TALL, LOW] : [LOW, TALL];
  const workouts = { top: 100, height: 8 };
  return {
    pins: { top: 14, height: 14 },
    focus: { top: 30, height: focus },
    clock: { top: 34 + focus, height: clock },
    workouts,
  };
}

/** How far into the day an instant lies, in percent of its length. */
export function shareOf(at: Instant, { startsAt, endsAt }: DayFrame): number {
  return ((Math.min(Math.max(at, startsAt), endsAt) - startsAt) / (endsAt - startsAt)) * 100;
}

/** A stretch as attributes of a rectangle; whatever happened is wide enough to be seen. */
export function stretch(fromAt: Instant, toAt: Instant, frame: DayFrame): { x: string; width: string } {
  const from = shareOf(fromAt, frame);
  return { x: `${from}%`, width: `${Math.max(shareOf(toAt, frame) - from, SHARE_MIN)}%` };
}
