/** What a refused write says, so that somebody can say it in other words. */
type Fields = Readonly<Record<string, unknown>>;

export interface SimpleField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'check';
  readonly value: string | number | boolean;
}

/** The fields of a write without lists and objects in it; null where only JSON can show it. */
export function simpleFieldsOf(data: Fields): readonly SimpleField[] | null {
  const fields = Object.entries(data).map(([name, value]): SimpleField | null => {
    if (typeof value === 'string') return { name, kind: 'text', value };
    if (typeof value === 'number') return { name, kind: 'number', value };
    return typeof value === 'boolean' ? { name, kind: 'check', value } : null;
  });
  const isSimple = fields.length > 0 && fields.every((field) => field !== null);
  return isSimple ? (fields as readonly SimpleField[]) : null;
}

/** The write in the words of JSON; undefined where the text is no JSON object. */
export function dataOf(text: string): Fields | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Fields) : undefined;
  } catch {
    return undefined;
  }
}
