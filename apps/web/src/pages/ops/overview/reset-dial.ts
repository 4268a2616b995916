import type { Bucket } from '../answers';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
export const DIAL_RADIUS = 100;
const ROW_HEIGHT = 11;
const ROWS_MAX = 5;
/** Bells closer together than this would lie on each other. */
const NEIGHBOURS_WITHIN_DEGREES = 5;
const BELL_RADIUS_MIN = 3.2;
const BELL_RADIUS_MAX = 8;

/** Where something stands on a face of twenty-four hours, midnight UTC at the top. */
export function degreesOf(instant: number): number {
  return ((((instant % DAY_MS) + DAY_MS) % DAY_MS) / DAY_MS) * 360;
}

/** A place on the face, by its angle and its distance from the middle. */
export function placeOf(degrees: number, radius: number): { readonly x: number; readonly y: number } {
  const radians = ((degrees - 90) * Math.PI) / 180;
  return { x: radius * Math.cos(radians), y: radius * Math.sin(radians) };
}

/** A reset on the face: the more people, the larger; the nearer in time, the fuller. */
export interface Bell {
  readonly bucket: Bucket;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly nearness: 'overdue' | 'soon' | 'today' | 'later';
}

/** Bells in order of their time; those that would lie on each other go inwards. */
export function bellsOf(buckets: readonly Bucket[], now: number): readonly Bell[] {
  const placed: { readonly degrees: number; readonly row: number }[] = [];
  const usersMost = Math.max(1, ...buckets.map(({ users }) => users));
  return buckets.map((bucket) => {
    const at = Date.parse(bucket.nextAt);
    const degrees = degreesOf(at);
    const taken = placed.filter((other) => apart(other.degrees, degrees) < NEIGHBOURS_WITHIN_DEGREES);
    const rows = new Set(taken.map(({ row }) => row));
    const free = Array.from({ length: ROWS_MAX }, (_, row) => row).find((row) => !rows.has(row)) ?? ROWS_MAX - 1;
    placed.push({ degrees, row: free });
    const share = Math.sqrt(bucket.users / usersMost);
    return {
      bucket,
      ...placeOf(degrees, DIAL_RADIUS - free * ROW_HEIGHT),
      radius: BELL_RADIUS_MIN + (BELL_RADIUS_MAX - BELL_RADIUS_MIN) * share,
      nearness: nearnessOf(at - now),
    };
  });
}

/** A slice of the face behind the hand, as a path. */
export function wakeOf(degrees: number, width: number): string {
  const from = placeOf(degrees - width, DIAL_RADIUS);
  const to = placeOf(degrees, DIAL_RADIUS);
  return `M0 0L${from.x} ${from.y}A${DIAL_RADIUS} ${DIAL_RADIUS} 0 0 1 ${to.x} ${to.y}Z`;
}

function nearnessOf(restMs: number): Bell['nearness'] {
  if (restMs < 0) return 'overdue';
  if (restMs < HOUR_MS) return 'soon';
  return restMs < DAY_MS ? 'today' : 'later';
}

function apart(one: number, other: number): number {
  const difference = Math.abs(one - other) % 360;
  return Math.min(difference, 360 - difference);
}
