import { zoneShown } from '../../../words/zones';
import type { Interval, ReplayedDay } from '../answers';

export type Told = ReplayedDay['events'][number];

/** A day as it stood at an instant. */
export interface DayMoment {
  /** What the time was then. */
  readonly kind: string | null;
  readonly last: Told | undefined;
  /** So long each kind had lasted by then. */
  readonly totals: readonly { readonly kind: string; readonly durationMs: number }[];
  readonly happened: number;
}

const ORDER = ['work', 'break', 'paused', 'clocked', 'untracked'];

export function momentOf({ events, intervals }: ReplayedDay, at: number): DayMoment {
  const happened = events.filter(({ occurredAt }) => Date.parse(occurredAt) <= at);
  const pieces = (intervals ?? []).map(spanOf);
  return {
    kind: pieces.find(({ startsAt, endsAt }) => startsAt <= at && at < endsAt)?.kind ?? null,
    last: happened.at(-1),
    totals: ORDER.map((kind) => ({
      kind,
      durationMs: pieces
        .filter((piece) => piece.kind === kind)
        .reduce((sum, { startsAt, endsAt }) => sum + Math.max(0, Math.min(at, endsAt) - startsAt), 0),
    })),
    happened: happened.length,
  };
}

/** A piece of a day in milliseconds, and how much of it was over at an instant. */
export function spanOf({ kind, startsAt, endsAt, unattended = false }: Interval) {
  return { kind, unattended, startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) };
}

/** Every so many hours on the clock of a zone, between two instants; on the wall, an hour may be missing or come twice. */
export function hoursBetween(
  startsAt: number,
  endsAt: number,
  timezone: string,
): readonly { at: number; hour: number }[] {
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: zoneShown(timezone), hour: '2-digit', minute: '2-digit' });
  const hours: { at: number; hour: number }[] = [];
  for (let at = Math.ceil(startsAt / QUARTER_MS) * QUARTER_MS; at <= endsAt; at += QUARTER_MS) {
    const [hour = '', minute] = wall.format(at).split(':');
    if (minute === '00') hours.push({ at, hour: Number(hour) });
  }
  return hours;
}

/** Zones differ by quarters of an hour. */
const QUARTER_MS = 900_000;
