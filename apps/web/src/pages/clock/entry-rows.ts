import type { Entry } from '@tidemark/client';
import type { DayFrame, EntryView } from '@tidemark/domain';

/** One line of the list: an entry, or the break between an OUT and the next IN [C4]. */
export type EntryRow =
  | {
      readonly kind: 'entry';
      readonly entry: EntryView;
      /** Where the day cuts work that goes on beyond it; nobody pressed anything then. */
      readonly isCut: boolean;
      /** Why the last change of it was refused. */
      readonly refusal: Entry | null;
    }
  | { readonly kind: 'break'; readonly after: string; readonly durationMs: number };

export function entryRows(
  frame: DayFrame,
  entries: readonly EntryView[],
  refused: readonly Entry[],
): readonly EntryRow[] {
  return entries.flatMap((entry, index): readonly EntryRow[] => {
    const isCut = entry.timestamp === (entry.type === 'IN' ? frame.startsAt : frame.endsAt);
    const refusal = refused.findLast(({ data }) => data['id'] === entry.id) ?? null;
    const row: EntryRow = { kind: 'entry', entry, isCut, refusal };
    const next = entries[index + 1];
    if (entry.type !== 'OUT' || next?.type !== 'IN') return [row];
    return [row, { kind: 'break', after: entry.id, durationMs: next.timestamp - entry.timestamp }];
  });
}

/** Refused changes of the work clock that belong to none of the entries shown. */
export function otherRefusals(entries: readonly EntryView[], refused: readonly Entry[]): readonly Entry[] {
  const shown = new Set<unknown>(entries.map(({ id }) => id));
  return refused.filter(({ name, data }) => name.startsWith('session/') && !shown.has(data['id']));
}
