/** One line of a workout as it is typed; everything else that was logged with it stays as it was. */
export interface ExerciseRow {
  readonly exercise: string;
  readonly sets: string;
  readonly reps: string;
  readonly weight: string;
  readonly notes: string;
  readonly rest: Readonly<Record<string, unknown>>;
}

export const emptyRow: ExerciseRow = { exercise: '', sets: '', reps: '', weight: '', notes: '', rest: {} };

/** Longer than anybody writes about one exercise. */
export const EXERCISE_TEXT_MAX = 200;
const NUMBERS = ['sets', 'reps', 'weight'] as const;
const TEXTS = ['exercise', 'notes'] as const;
export const EXERCISE_FIELDS = ['exercise', ...NUMBERS, 'notes'] as const;
export type ExerciseField = (typeof EXERCISE_FIELDS)[number];

/** What is logged as lines; a value that is no text and no number is not for typing and stays with the rest. */
export function rowsOf(logs: readonly object[]): readonly ExerciseRow[] {
  return logs.map((log) => {
    const entries = Object.entries(log);
    const isTyped = ([key, value]: [string, unknown]) =>
      (EXERCISE_FIELDS as readonly string[]).includes(key) && ['string', 'number'].includes(typeof value);
    const typed = Object.fromEntries(entries.filter(isTyped).map(([key, value]) => [key, String(value)]));
    return { ...emptyRow, ...typed, rest: Object.fromEntries(entries.filter((entry) => !isTyped(entry))) };
  });
}

/** The lines as they are kept: numbers where numbers were typed, and no line that says nothing. */
export function logsOf(rows: readonly ExerciseRow[]): readonly object[] {
  return rows.map(logOf).filter((log) => Object.keys(log).length > 0);
}

function logOf(row: ExerciseRow): object {
  const numbers = NUMBERS.flatMap((field) => said(field, numberOrText(row[field])));
  const texts = TEXTS.flatMap((field) => said(field, row[field].trim()));
  return { ...row.rest, ...Object.fromEntries([...texts, ...numbers]) };
}

function said(field: ExerciseField, value: string | number): readonly (readonly [string, string | number])[] {
  return value === '' ? [] : [[field, value]];
}

/** `8-10` repetitions are said as they were typed. */
function numberOrText(text: string): number | string {
  const typed = text.trim().replace(',', '.');
  return typed !== '' && Number.isFinite(Number(typed)) ? Number(typed) : text.trim();
}
