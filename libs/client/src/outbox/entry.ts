import { SECOND, type Instant } from '@tidemark/domain';
import type { Failure } from '../link/answer';
import type { CommandName } from '../link/routes';

/** A write on its way to the server, or one that the server refused. */
export interface Entry {
  /** The `commandId`: said twice, it has one effect. */
  readonly key: string;
  readonly userId: string;
  /** Grows over all tabs of the device. */
  readonly order: number;
  /** Entries of one lane go one after the other. */
  readonly lane: string;
  readonly name: CommandName;
  readonly data: Fields;
  /** When it happened, by the server's time as far as this device knows it. */
  readonly happenedAt: Instant;
  /** Whether that was measured, so that it is worth telling. */
  readonly isTimed: boolean;
  /** So long may it wait for a newer one in its place. */
  readonly holdMs: number;
  /** Newer ones of the same slot take its place while it waits; null where each one counts. */
  readonly slot: string | null;
  /** Why the server will not have it; it is kept until somebody decides what becomes of it. */
  readonly refusal?: Failure;
}

/** What a command says. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where an entry goes, and what may take its place. */
export type Way = Pick<Entry, 'lane' | 'holdMs' | 'slot'>;

/** How long writes of a kind wait for a newer one [S4]. */
const HOLD_MS: Partial<Record<CommandName, number>> = {
  'progress/complete': SECOND / 2,
  'progress/intensity': SECOND / 2,
  'progress/schedule': SECOND / 2,
  'progress/exercises': 2 * SECOND,
  'session/save': 2 * SECOND,
  'draft/save': 10 * SECOND,
};

/** Which way a command takes. What one service decides goes through one lane: a start heeds the settings before it. */
export function wayOf(name: CommandName, data: Fields): Way {
  const { programId, week_number: week, day_number: day, id, cascade } = data;
  const holdMs = HOLD_MS[name] ?? 0;
  // A cascade moves others by the difference, so two of them are not the last one.
  const isAlone = holdMs === 0 || cascade === true;
  const slotOf = (...parts: unknown[]) => (isAlone ? null : JSON.stringify([name, ...parts]));
  if (name.startsWith('progress/')) return { lane: `program ${programId}`, holdMs, slot: slotOf(programId, week, day) };
  if (name.startsWith('draft/')) return { lane: 'drafts', holdMs, slot: slotOf(id) };
  return { lane: 'person', holdMs, slot: slotOf() };
}

/** Entries in the order in which they were made. */
export function inOrder(entries: Iterable<Entry>): readonly Entry[] {
  return [...entries].sort((left, right) => left.order - right.order || (left.key < right.key ? -1 : 1));
}
