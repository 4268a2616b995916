import { fieldsOf, type Schema, type Shape } from './fields';

/** The JSON Schema of a shape, with nested shapes as references under `#/components/schemas/`. */
export function schemaOf(shape: Shape): Schema {
  const fields = Object.entries(fieldsOf(shape));
  const properties = Object.fromEntries(
    fields.map(([name, { schema, nested, list, nullable }]) => {
      const item = nested ? referenceTo(nested()) : (schema ?? {});
      const value = list ? withoutUndefined({ type: 'array', items: item, ...schema }) : item;
      return [name, withoutUndefined(nullable ? orNull(value) : value)];
    }),
  );
  const required = fields.filter(([, { optional }]) => !optional).map(([name]) => name);
  return { type: 'object', additionalProperties: false, properties, ...(required.length > 0 && { required }) };
}

/** The shape and every shape it mentions, by name. */
export function shapesWithin(shape: Shape, found = new Map<string, Shape>()): Map<string, Shape> {
  if (found.has(shape.name)) return found;
  found.set(shape.name, shape);
  for (const { nested } of Object.values(fieldsOf(shape))) if (nested) shapesWithin(nested(), found);
  return found;
}

/** Where the documents keep the schema of a shape. */
export function referenceTo(shape: Shape): Schema {
  return { $ref: `#/components/schemas/${shape.name}` };
}

function orNull(schema: Schema): Schema {
  // Where nothing is said of the value, null is one of them already; as a second choice it would fit both.
  if (Object.keys(schema).every((key) => key === 'description')) return schema;
  return typeof schema.type === 'string' && !schema.enum
    ? { ...schema, type: [schema.type, 'null'] }
    : { oneOf: [schema, { type: 'null' }] };
}

function withoutUndefined(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}
