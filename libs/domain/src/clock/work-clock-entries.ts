import type { Entry } from './work-clock-words';

/** The entries by time; of several at one instant, each time the first that the entry before it waits for. */
export function inOrder<E extends Entry>(entries: readonly E[]): readonly E[] {
  const waiting = [...entries].sort((left, right) => left.clockedAt - right.clockedAt);
  const ordered: E[] = [];
  for (let next = waiting[0]; next; next = waiting[0]) {
    const awaited = ordered.at(-1)?.type === 'IN' ? 'OUT' : 'IN';
    const { clockedAt } = next;
    const fitting = waiting.findIndex((entry) => entry.clockedAt !== clockedAt || entry.type === awaited);
    const isThere = waiting[fitting]?.clockedAt === clockedAt;
    ordered.push(...waiting.splice(isThere ? fitting : 0, 1));
  }
  return ordered;
}

/** The IN that nobody has closed yet. */
export function openEntry<E extends Entry>(entries: readonly E[]): E | null {
  const last = entries.at(-1);
  return last?.type === 'IN' ? last : null;
}

/** The last IN that another IN followed: its OUT is missing, and its span counts for nothing until it is added. */
export function lastUnclosed<E extends Entry>(entries: readonly E[]): E | null {
  return entries.findLast(({ type }, index) => type === 'IN' && entries[index + 1]?.type === 'IN') ?? null;
}

/** Of these entries the ones that those do not have, or have otherwise. */
export function differing<E extends Entry>(these: readonly E[], those: readonly Entry[]): readonly E[] {
  const others = new Map(those.map((entry) => [entry.id, entry]));
  return these.filter((entry) => {
    const other = others.get(entry.id);
    return other === undefined || !isSame(entry, other);
  });
}

/** Whether two entries say the same. */
export function isSame(left: Entry, right: Entry): boolean {
  return left.id === right.id && left.type === right.type && left.clockedAt === right.clockedAt;
}

/** For each end of a span the other one; the open span has none yet, unless its OUT counts as forgotten. */
export function partnersOf(entries: readonly Entry[], missedId: string | null): ReadonlyMap<string, string | null> {
  const partners = new Map<string, string | null>();
  entries.forEach(({ id, type }, index) => {
    const next = entries[index + 1];
    if (type === 'IN' && !next && id !== missedId) partners.set(id, null);
    if (type === 'IN' && next?.type === 'OUT') partners.set(id, next.id).set(next.id, id);
  });
  return partners;
}
