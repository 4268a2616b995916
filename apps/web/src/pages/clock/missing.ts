import type { Entry, Tidemark } from '@tidemark/client';
import type { EntryType, Instant } from '@tidemark/domain';

/** What may be missing in a day. */
export type Missing = 'work' | 'break' | 'IN' | 'OUT';

export interface MissingTimes {
  readonly kind: Missing;
  readonly fromAt: Instant;
  /** Of a stretch. */
  readonly toAt: Instant | null;
}

interface NewEntry {
  readonly id: string;
  readonly timestamp: number;
  readonly type: EntryType;
}

export const missingNames: Readonly<Record<Missing, string>> = {
  work: 'Time at work',
  break: 'A break',
  IN: 'A clock-in',
  OUT: 'A clock-out',
};

export function isStretch(kind: Missing): boolean {
  return kind === 'work' || kind === 'break';
}

/** Adds it. Both ends of a stretch go together, for one of them alone may make no sense. */
export function addMissing(client: Pick<Tidemark, 'command' | 'pending' | 'flush'>, missing: MissingTimes): void {
  const entries = entriesOf(missing);
  if (entries.length === 1) client.command('session/add-entry', entries[0]);
  else {
    // A newer save takes the place of one that waits, and so says what that one said as well.
    client.command('session/save', { entries: [...waiting(client.pending()), ...entries] });
    client.flush();
  }
}

export function entriesOf({ kind, fromAt, toAt }: MissingTimes): readonly NewEntry[] {
  const entry = (type: EntryType, timestamp: number): NewEntry => ({ id: newId(), timestamp, type });
  if (kind === 'IN' || kind === 'OUT') return [entry(kind, fromAt)];
  if (toAt === null) return [];
  return kind === 'work' ? [entry('IN', fromAt), entry('OUT', toAt)] : [entry('OUT', fromAt), entry('IN', toAt)];
}

function waiting(pending: readonly Entry[]): readonly NewEntry[] {
  const additions = pending.filter(({ name, data }) => name === 'session/save' && data['baseRevision'] === undefined);
  return additions.flatMap(({ data }) => (data['entries'] ?? []) as readonly NewEntry[]);
}

/** Unlike `randomUUID` this is there on plain HTTP as well. */
function newId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
