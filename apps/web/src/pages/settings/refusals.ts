import type { Entry } from '@tidemark/client';

/** What the server said of one field, and which write it refused for it. */
export interface FieldRefusal {
  readonly key: string;
  readonly message: string;
  /** What was refused. */
  readonly value: unknown;
}

interface Mistake {
  readonly path: string;
  readonly message: string;
}

/** The refused settings, each beside the field that it is about; the latest one holds. */
export function refusalsByField(refused: readonly Entry[]): Readonly<Record<string, FieldRefusal>> {
  const found = refused
    .filter(({ name }) => name.startsWith('configuration/'))
    .flatMap(({ key, data, refusal }) => {
      const mistakes = mistakesOf(refusal?.details);
      const told = mistakes.map(({ path, message }) => [path, { key, message, value: data[path] }] as const);
      const others = Object.entries(data).map(([path, value]) => {
        return [path, { key, message: refusal?.message ?? '', value }] as const;
      });
      return told.length > 0 ? told : others;
    });
  return Object.fromEntries(found);
}

function mistakesOf(details: unknown): readonly Mistake[] {
  return Array.isArray(details) ? (details as Mistake[]) : [];
}
