import { fieldsOf, InvalidRequest, type Shape } from '@tidemark/contracts';

const INTEGER = /^-?\d{1,15}$/;

type Field = ReturnType<typeof fieldsOf>[string];

/** The query string as an object, with whole numbers where the shape wants them; the rules come after. */
export function queryOf(shape: Shape, url: string): object {
  const from = url.indexOf('?');
  if (from === -1) return {};
  const fields = fieldsOf(shape);
  const query: [string, unknown][] = [];
  const seen = new Set<string>();
  for (const [name, text] of new URLSearchParams(url.slice(from + 1))) {
    if (seen.has(name)) throw twice(name);
    seen.add(name);
    query.push([name, valueOf(Object.hasOwn(fields, name) ? fields[name] : undefined, text)]);
  }
  return Object.fromEntries(query);
}

/** A text from an address as its field wants it. */
export function valueOf(field: Field | undefined, text: string): string | number {
  return field?.schema?.type === 'integer' && INTEGER.test(text) ? Number(text) : text;
}

function twice(name: string): InvalidRequest {
  return new InvalidRequest([{ path: name, rule: 'once', message: 'A field of the query may be given once only.' }]);
}
