import { clockTimeOf, type ResetTime } from '@tidemark/domain';

export const DAY_MINUTES = 24 * 60;
/** The hand of the dial goes from quarter to quarter; other minutes are typed. */
export const DIAL_STEP_MINUTES = 15;
/** Longer than any way to write a time. */
export const TIME_LENGTH_MAX = 8;

const HOUR_MINUTES = 60;
const HOUR_AND_MINUTES = /^(\d{1,2})(?:[:.](\d{2}))?$/;

export function minutesOf(resetTime: ResetTime): number {
  const [hour = 0, minute = 0] = clockTimeOf(resetTime).split(':').map(Number);
  return hour * HOUR_MINUTES + minute;
}

/** The plainest of the three ways to write a reset time [D2]. */
export function resetTimeOf(minutes: number): ResetTime {
  if (minutes === 0) return 'midnight';
  const hour = Math.floor(minutes / HOUR_MINUTES);
  if (minutes % HOUR_MINUTES === 0) return { hour };
  return `${String(hour).padStart(2, '0')}:${String(minutes % HOUR_MINUTES).padStart(2, '0')}`;
}

/** What somebody typed as a time: `midnight`, `7`, `7:30`; null where it is none. */
export function typedTime(text: string): ResetTime | null {
  const said = text.trim().toLowerCase();
  if (said === 'midnight') return 'midnight';
  const [whole, hour, minute = '0'] = HOUR_AND_MINUTES.exec(said) ?? [];
  if (whole === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return resetTimeOf(Number(hour) * HOUR_MINUTES + Number(minute));
}

/** Minutes that stay within a day: from midnight one goes back to the evening before. */
export function minutesWithin(minutes: number): number {
  return ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
}

const keySteps: Readonly<Record<string, number>> = {
  ArrowRight: DIAL_STEP_MINUTES,
  ArrowUp: DIAL_STEP_MINUTES,
  ArrowLeft: -DIAL_STEP_MINUTES,
  ArrowDown: -DIAL_STEP_MINUTES,
  PageUp: HOUR_MINUTES,
  PageDown: -HOUR_MINUTES,
};

/** Where a key moves the hand; null for keys that do not. With shift an arrow is a minute. */
export function minutesByKey(key: string, isShifted: boolean, minutes: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return DAY_MINUTES - DIAL_STEP_MINUTES;
  const step = keySteps[key];
  if (step === undefined) return null;
  return minutesWithin(minutes + (isShifted && key.startsWith('Arrow') ? Math.sign(step) : step));
}

/** Where on the dial a time is; midnight is at the top and noon at the bottom. */
export function pointAt(minutes: number, radius: number): { readonly x: number; readonly y: number } {
  const angle = (minutes / DAY_MINUTES) * 2 * Math.PI;
  return { x: rounded(radius * Math.sin(angle)), y: rounded(-radius * Math.cos(angle)) };
}

/** The time to which a point beside the middle of the dial belongs, by its quarter of an hour. */
export function minutesAtPoint(x: number, y: number): number {
  const turn = Math.atan2(x, -y) / (2 * Math.PI);
  return minutesWithin(Math.round((turn * DAY_MINUTES) / DIAL_STEP_MINUTES) * DIAL_STEP_MINUTES);
}

function rounded(length: number): number {
  return Math.round(length * 1_000) / 1_000;
}
