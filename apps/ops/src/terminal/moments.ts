import { HOUR, MINUTE, SECOND, toIso, type Instant } from '@tidemark/domain';

const DAY_MS = 24 * HOUR;

/** `2026-11-21 09:00:00.000Z`, or a dash. */
export function moment(instant: Instant | null): string {
  return instant === null ? '-' : toIso(instant).replace('T', ' ');
}

/** For machines: an instant, or nothing. */
export function isoOf(instant: Instant | null): string | null {
  return instant === null ? null : toIso(instant);
}

/** What a clock on the wall of that zone shows, and nothing more. */
export function clockTime(instant: Instant, timezone: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', { timeZone: timezone, hourCycle: 'h23' });
}

/** `2 h 5 min`: the two largest units that say something. */
export function span(durationMs: number): string {
  const sign = durationMs < 0 ? '-' : '';
  const units: readonly (readonly [number, string])[] = [
    [DAY_MS, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'min'],
    [SECOND, 's'],
    [1, 'ms'],
  ];
  let rest = Math.abs(durationMs);
  const parts: string[] = [];
  for (const [unitMs, name] of units) {
    const count = Math.floor(rest / unitMs);
    if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`);
    rest -= count * unitMs;
  }
  return sign + (parts.join(' ') || '0 ms');
}
