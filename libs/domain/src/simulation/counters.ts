/** What must happen sometimes; a run in which one of these never happened proves less than it seems to. */
export const SOMETIMES = [
  'conflict',
  'idempotent hit',
  'redelivery',
  'late command',
  'crash after append before ack',
  'automatic start',
  'abandonment',
  'replaced session',
  'two devices at once',
  'refusal',
  'completion with nobody online',
  'unattended time',
  'earlier stop',
] as const;

export type Sometimes = (typeof SOMETIMES)[number];
export type Counters = Record<Sometimes, number>;
export type Count = (what: Sometimes) => void;

export function noneYet(): Counters {
  return Object.fromEntries(SOMETIMES.map((what) => [what, 0])) as Counters;
}
