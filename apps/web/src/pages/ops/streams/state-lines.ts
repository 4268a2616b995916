/** One line of a state: a name, what it holds, and how deep it stands. */
export interface StateLine {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** Nothing where what it holds stands in the lines below. */
  readonly value: string | null;
  readonly isNew: boolean;
}

const VALUE_LENGTH_MAX = 160;

/** A state, line by line; what is not as it was before is marked. */
export function stateLines(state: unknown, before: unknown): readonly StateLine[] {
  return linesOf(state, before, '', 0);
}

function linesOf(state: unknown, before: unknown, path: string, depth: number): readonly StateLine[] {
  if (typeof state !== 'object' || state === null) return [];
  return Object.entries(state).flatMap(([name, value]: [string, unknown]) => {
    const place = path === '' ? name : `${path}.${name}`;
    const was = (before as Record<string, unknown> | null | undefined)?.[name];
    const isOpen = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    const line = { path: place, name, depth, value: isOpen ? null : shown(value), isNew: !isSame(value, was) };
    return isOpen ? [line, ...linesOf(value, was, place, depth + 1)] : [line];
  });
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX)} …` : text;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
