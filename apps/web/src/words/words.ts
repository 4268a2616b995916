import { HOUR, MINUTE, SECOND, type Instant, type SessionType, type TimerView } from '@tidemark/domain';
import { zoneShown } from './zones';

const DAY = 24 * HOUR;

export const sessionNames: Record<SessionType, string> = {
  work: 'Work',
  short_break: 'Short break',
  long_break: 'Long break',
};

/** `24:07`, or `1:05:00` from an hour on. A second that has begun still shows. */
export function countdown(remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / SECOND);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3_600);
  return (hours > 0 ? [hours, ...parts] : parts).join(':');
}

/** A span as a person would say it, never longer than two words of measure. */
export function span(durationMs: number): string {
  if (durationMs < MINUTE) return `${Math.round(durationMs / SECOND)} s`;
  if (durationMs < HOUR) return `${Math.floor(durationMs / MINUTE)} min`;
  if (durationMs < 2 * DAY) {
    const minutes = Math.floor((durationMs % HOUR) / MINUTE);
    return `${Math.floor(durationMs / HOUR)} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  }
  return `${Math.floor(durationMs / DAY)} days`;
}

/** `14:32` on the wall clock of this zone; on that of the device where this browser does not know the zone. */
export function timeOfDay(at: Instant, timeZone?: string): string {
  const zone = timeZone && zoneShown(timeZone);
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(at);
}

/** `It's 14:32 in Berlin.` */
export function whereWeAre(now: Instant, timeZone: string): string {
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ');
  return timeZone.includes('/')
    ? `It’s ${timeOfDay(now, timeZone)} in ${city}.`
    : `It’s ${timeOfDay(now, timeZone)} UTC.`;
}

/** Whether a session is in hand, running or paused. */
export function isUnderWay({ status }: Pick<TimerView, 'status'>): boolean {
  return status === 'running' || status === 'paused';
}

/** `Work completed at 14:32` */
export function lastSession({ lastSession: last }: Pick<TimerView, 'lastSession'>, timeZone?: string): string {
  if (last === null) return '';
  return `${sessionNames[last.sessionType]} ${last.ended} at ${timeOfDay(Date.parse(last.endedAt), timeZone)}`;
}

export interface CheckpointShown {
  readonly checkpointType: string;
  readonly remainingSeconds: number;
  readonly timestamp: string;
  readonly version: number;
}

/** `Work paused, 12:03 left` for `WORK_PAUSED`. */
export function transition({ checkpointType, remainingSeconds }: CheckpointShown): string {
  const words = checkpointType.toLowerCase().replaceAll('_', ' ');
  const isOver = remainingSeconds === 0;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${isOver ? '' : `, ${countdown(remainingSeconds * SECOND)} left`}`;
}
