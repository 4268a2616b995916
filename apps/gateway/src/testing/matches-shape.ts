import { fieldsOf, type Schema, type Shape } from '@tidemark/contracts';

/** What is wrong with a value if it is meant to be of this shape; nothing, when it is. */
export function mistakesAgainst(shape: Shape, value: unknown, path = shape.name): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const fields = fieldsOf(shape);
  const strangers = Object.keys(value).filter((name) => !(name in fields));
  return [
    ...strangers.map((name) => `${path}.${name} is not described`),
    ...Object.entries(fields).flatMap(([name, { schema, nested, list, optional, nullable }]) => {
      const inner = (value as Record<string, unknown>)[name];
      const place = `${path}.${name}`;
      if (inner === undefined) return optional ? [] : [`${place} is missing`];
      if (inner === null) return nullable ? [] : [`${place} is null`];
      if (!nested) return isOfType(schema, inner) ? [] : [`${place} is not ${String(schema?.type)}`];
      return (list ? (inner as unknown[]) : [inner]).flatMap((item) => mistakesAgainst(nested(), item, place));
    }),
  ];
}

function isOfType(schema: Schema | undefined, value: unknown): boolean {
  switch (schema?.type) {
    case undefined:
      return true;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    default:
      return typeof value === schema?.type;
  }
}
