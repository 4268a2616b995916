import { fieldsOf, InvalidRequest, type Shape } from '@tidemark/contracts';

const INTEGER = /^-?\d{1,15}$/;

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
    const wantsInteger = Object.hasOwn(fields, name) && fields[name]?.schema?.type === 'integer';
    query.push([name, wantsInteger && INTEGER.test(text) ? Number(text) : text]);
  }
  return Object.fromEntries(query);
}

function twice(name: string): InvalidRequest {
  return new InvalidRequest([{ path: name, rule: 'once', message: 'A field of the query may be given once only.' }]);
}
