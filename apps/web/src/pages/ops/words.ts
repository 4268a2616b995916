import { zoneShown } from '../../words/zones';

const UNITS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const;

/** `2 h 5 min`: the two largest units that say something. */
export function spanWords(durationMs: number): string {
  let rest = Math.abs(durationMs);
  const parts: string[] = [];
  for (const [unitMs, name] of UNITS) {
    const count = Math.floor(rest / unitMs);
    if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`);
    rest -= count * unitMs;
  }
  return parts.join(' ') || 'a moment';
}

/** `2026-11-21 09:00:00`, in UTC as the logs have it. */
export function momentWords(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** `09:00:00`, in UTC. */
export function clockWords(iso: string): string {
  return iso.slice(11, 19);
}

/** What a clock on the wall of that zone shows. */
export function wallWords(instant: number, timezone: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', { timeZone: zoneShown(timezone), hourCycle: 'h23' });
}

/** `SessionPaused` as people say it. */
export function typeWords(type: string): string {
  return type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** `timer-4d15d96b…`: enough of a long id to recognise it. */
export function idWords(id: string): string {
  return id.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '$1…');
}

/** `1 person`, `1,204 people`. */
export function countWords(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** A value without the brackets of machines: `id t0, title Read mail`. */
export function valueWords(value: unknown): string {
  if (typeof value === 'string') return idWords(value);
  if (typeof value !== 'object' || value === null) return value === null ? 'nothing' : String(value);
  const entries = Object.entries(value).map(([name, held]: [string, unknown]) => {
    return Array.isArray(value) ? valueWords(held) : `${name} ${valueWords(held)}`;
  });
  return entries.length === 0 ? 'none' : entries.join(', ');
}
