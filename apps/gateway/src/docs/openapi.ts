import { fieldsOf, referenceTo, schemaOf, shapesWithin, statusOf, type Schema, type Shape } from '@tidemark/contracts';
import { hasBody, type Endpoint } from '../http/endpoint';
import { pathNames } from '../http/path-fields';
import { FailureShown } from './message-shapes';
import { plainRoutes } from './plain-routes';

export const VERSION = '0.1.0';

const sentences: Readonly<Record<number, string>> = {
  400: 'The request is malformed: `request/invalid`, with every mistake in `details`.',
  401: 'No token, or none that is good: `auth/missing`, `auth/invalid`, `auth/expired`.',
  403: 'Not for whoever asks: `auth/forbidden`.',
  404: 'It is not there.',
  409: 'Not possible now.',
  413: 'The body is too large: `request/too-large`.',
  415: 'The body is not JSON: `request/not-json`.',
  429: 'Too often: `request/too-many`, with `Retry-After`.',
  503: 'Something we need is away: `service/unavailable`, with `Retry-After`.',
};

const keyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'The same key with the same body gives the first answer again.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
};

/** The OpenAPI document of these endpoints, and of what is served beside them over HTTP. */
export function openapi(served: readonly Endpoint[]): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tidemark',
      version: VERSION,
      description: 'Times are ISO-8601 in UTC with milliseconds. Unknown fields are refused.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: merged([...served.map(operationOf), ...plainRoutes.map(plainOperation)]),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: schemasOf([FailureShown, ...served.flatMap(shapesOf)]),
    },
  };
}

/** The schemas of these shapes and of all that they mention, by name. */
export function schemasOf(shapes: readonly Shape[]): Readonly<Record<string, Schema>> {
  const found = new Map<string, Shape>();
  for (const shape of shapes) shapesWithin(shape, found);
  return Object.fromEntries([...found].map(([name, shape]) => [name, schemaOf(shape)]));
}

type Operation = readonly [path: string, method: string, operation: Schema];

function operationOf(endpoint: Endpoint): Operation {
  const { name, summary, tag, route, access, serves } = endpoint;
  const operation = {
    operationId: name,
    summary,
    tags: [tag],
    security: access === 'open' ? [] : access === 'welcome' ? [{}, { token: [] }] : [{ token: [] }],
    parameters: [...parametersOf(endpoint), ...(serves.by === 'command' ? [keyHeader] : [])],
    ...(hasBody(endpoint) && { requestBody: requestBodyOf(endpoint) }),
    responses: responsesOf(endpoint),
  };
  return [route.path, route.method, operation];
}

function plainOperation({ path, summary, type }: (typeof plainRoutes)[number]): Operation {
  const responses = { 200: { description: summary, content: { [type]: {} } } };
  return [path, 'get', { operationId: path, summary, tags: ['operations'], security: [], responses }];
}

/** What stands in the path, and what stands in the query where there is no body. */
function parametersOf(endpoint: Endpoint): readonly Schema[] {
  const inPath = new Set(pathNames(endpoint.route));
  return Object.entries(fieldsOf(endpoint.input))
    .map(([name, { schema = {}, optional = false }]) => {
      return { name, in: inPath.has(name) ? 'path' : 'query', required: !optional, schema };
    })
    .filter((parameter) => parameter.in === 'path' || !hasBody(endpoint));
}

function requestBodyOf(endpoint: Endpoint): Schema {
  const inPath = new Set(pathNames(endpoint.route));
  const isNeeded = Object.entries(fieldsOf(endpoint.input)).some(
    ([name, { optional }]) => !optional && !inPath.has(name),
  );
  return { required: isNeeded, content: json(bodySchema(endpoint)) };
}

/** The input without what stands in the path already. */
function bodySchema({ input, route }: Endpoint): Schema {
  const inPath = new Set(pathNames(route));
  if (inPath.size === 0) return referenceTo(input);
  const { properties, required = [], ...schema } = schemaOf(input) as { properties: object; required?: string[] };
  const named = Object.entries(properties).filter(([name]) => !inPath.has(name));
  const needed = required.filter((name) => !inPath.has(name));
  return { ...schema, properties: Object.fromEntries(named), ...(needed.length > 0 && { required: needed }) };
}

function responsesOf({ status, answer, refusals, access, right, name }: Endpoint): Schema {
  const success = answer ? { description: 'Done.', content: json(referenceTo(answer)) } : { description: 'Done.' };
  const asksForProof = access !== 'open' || ['account/login', 'account/refresh'].includes(name);
  const usual = [400, ...(asksForProof ? [401] : []), ...(right ? [403] : []), 413, 415, 429, 503];
  const failures = new Set([...usual, ...refusals.map(statusOf)]);
  return { [status]: success, ...Object.fromEntries([...failures].map((code) => [code, failure(code, refusals)])) };
}

function failure(status: number, refusals: readonly string[]): Schema {
  const codes = refusals.filter((code) => statusOf(code) === status).map((code) => `\`${code}\``);
  const description = [sentences[status], ...(codes.length > 0 ? [`Also: ${codes.join(', ')}.`] : [])].join(' ');
  return { description, content: json(referenceTo(FailureShown)) };
}

function shapesOf(endpoint: Endpoint): Shape[] {
  return [...(hasBody(endpoint) ? [endpoint.input] : []), ...(endpoint.answer ? [endpoint.answer] : [])];
}

function json(schema: Schema): Schema {
  return { 'application/json': { schema } };
}

function merged(operations: readonly Operation[]): Schema {
  const paths: Record<string, Record<string, Schema>> = {};
  for (const [path, method, operation] of operations) paths[path] = { ...paths[path], [method]: operation };
  return paths;
}
