import { HOUR, MINUTE, SECOND } from '@tidemark/domain';

const HOUR_SECONDS = HOUR / SECOND;
const MINUTE_SECONDS = MINUTE / SECOND;
const USUAL_DAY_SECONDS = 24 * HOUR_SECONDS;

/** From here on nobody counts the minutes. */
const WHOLE_FROM_HOURS = 100;

/** `5 h 05 min`, `12 min`, `40 s`, `966 h`; nothing at all is `0 min`. */
export function hoursAndMinutes(seconds: number): string {
  if (seconds > 0 && seconds < MINUTE_SECONDS) return `${seconds} s`;
  const minutes = Math.floor(seconds / MINUTE_SECONDS) % 60;
  const hours = Math.floor(seconds / HOUR_SECONDS);
  if (hours >= WHOLE_FROM_HOURS) return `${hours} h`;
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes).padStart(2, '0')} min`;
}

/** Worth a word only where a day is not as long as days are: clocks were set, or its owner travelled. */
export function unusualLength(lengthSeconds: number): string | null {
  if (lengthSeconds === USUAL_DAY_SECONDS) return null;
  return `${hoursAndMinutes(lengthSeconds).replace(' 00 min', '')} long`;
}

export function sessionsInWords(sessions: number): string {
  return sessions === 1 ? '1 session' : `${sessions} sessions`;
}

export function daysInWords(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
