import type { DraftDifferenceView, Json } from '@tidemark/domain';

/** One field in which two versions differ; undefined stands for a field that is not there. */
export interface FieldChange {
  readonly path: string;
  readonly label: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

export const TITLE = 'title';
/** A pointer begins with a slash, so that no field has this one. */
const TITLE_PATH = 'title';

/** The server tells what a difference ends with, so asking in both directions tells what stood on either side [F2]. */
export function changesBetween(forth: DraftDifferenceView, back: DraftDifferenceView): readonly FieldChange[] {
  const { from, to } = forth.title;
  const title: FieldChange[] = from === to ? [] : [{ path: TITLE_PATH, label: TITLE, before: from, after: to }];
  const before = valuesOf(back);
  const after = valuesOf(forth);
  const labels = new Map([...back.patch, ...forth.patch].map(({ path, label }) => [path, label]));
  const fields = [...labels].map(([path, label]) => ({
    ...{ path, label },
    before: before.get(path),
    after: after.get(path),
  }));
  return [...title, ...fields];
}

function valuesOf({ patch }: DraftDifferenceView): ReadonlyMap<string, Json> {
  return new Map(patch.flatMap((step) => (step.op === 'remove' ? [] : [[step.path, step.value] as const])));
}

/** Fields come back one by one; a title comes back with the whole version only. */
export function canComeBack({ path }: FieldChange): boolean {
  return path.startsWith('/');
}

/** A value as a person reads it. */
export function shownValue(value: Json | undefined): string {
  if (value === undefined) return 'not there';
  if (value === null || value === '') return 'empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
