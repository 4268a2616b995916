import type { Schema } from '@tidemark/contracts';

interface Operation {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters?: readonly Schema[];
  readonly requestBody?: { readonly content: object };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

/** The OpenAPI document as one plain page: no script, nothing from elsewhere, readable on a telephone. */
export function pageOf(document: Schema): string {
  const { info, paths, components } = document as {
    info: { title: string; version: string; description: string };
    paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    components: { schemas: Readonly<Record<string, Schema>> };
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}: the interface</title>
<link rel="stylesheet" href="/api/docs.css">
<main>
<h1>${escaped(info.title)} <small>${escaped(info.version)}</small></h1>
<p>${escaped(info.description)} As data: <a href="/api/openapi.json">OpenAPI</a> for HTTP,
<a href="/api/asyncapi.json">AsyncAPI</a> for sockets and NATS.</p>
${tags
  .map((tag) => section(tag, operations.filter(({ operation }) => operation.tags.includes(tag)).map(shown)))
  .join('\n')}
${section('shapes', Object.entries(components.schemas).map(shapeShown))}
</main>
</html>
`;
}

/** The style of the page, served beside it since nothing may be inline. */
export const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 52rem; margin: 0 auto; padding: 1rem }
h2 { margin-top: 2.5rem; text-transform: capitalize }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .5rem 0 }
summary { cursor: pointer }
code, pre { font: 14px/1.45 ui-monospace, monospace }
pre { overflow-x: auto; padding: .75rem; background: color-mix(in srgb, currentColor 6%, transparent) }
dt { font-weight: 600 }
dd { margin: 0 0 .5rem 1rem }
:target { outline: 2px solid }
`;

function section(title: string, entries: readonly string[]): string {
  return `<h2>${escaped(title)}</h2>\n${entries.join('\n')}`;
}

function shown({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const { summary, security, parameters = [], requestBody, responses } = operation;
  const parts = [
    `<p>${security.length > 0 ? 'Needs a bearer token.' : 'Open to everybody.'}</p>`,
    parameters.length > 0 ? `<h4>Parameters</h4>${data(parameters)}` : '',
    requestBody ? `<h4>Body</h4>${data(requestBody.content)}` : '',
    `<h4>Answers</h4><dl>${Object.entries(responses)
      .map(
        ([status, { description, ...rest }]) => `<dt>${status}</dt><dd>${escaped(description)} ${linksIn(rest)}</dd>`,
      )
      .join('')}</dl>`,
  ];
  const call = `<code>${method.toUpperCase()} ${escaped(path)}</code>`;
  return `<details><summary>${call} ${escaped(summary)}</summary>${parts.join('')}</details>`;
}

function shapeShown([name, schema]: readonly [string, Schema]): string {
  return `<details id="${escaped(name)}"><summary><code>${escaped(name)}</code></summary>${data(schema)}</details>`;
}

function data(value: unknown): string {
  return `<pre>${linked(escaped(JSON.stringify(value, null, 2)))}</pre>`;
}

function linksIn(value: unknown): string {
  return [...new Set(JSON.stringify(value).match(/#\/components\/schemas\/\w+/g))]
    .map((reference) => linked(reference))
    .join(' ');
}

function linked(text: string): string {
  return text.replace(/#\/components\/schemas\/(\w+)/g, '<a href="#$1">$1</a>');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
