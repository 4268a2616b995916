import { Parser } from '@asyncapi/parser';
import { registry, statusOf } from '@tidemark/contracts';
import { endpoints } from '../http/endpoint';
import { asyncapi } from './asyncapi';
import { openapi } from './openapi';
import { pageOf } from './page';

const overHttp = openapi(endpoints(true));

const references = (document: object) => [
  ...new Set(
    [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
  ),
];

describe('the documents', () => {
  it('hold AsyncAPI to its own rules [G4]', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncapi()));
    expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
    expect(document?.operations().length).toBeGreaterThan(8);
  }, 30_000);

  it.each([
    ['OpenAPI', overHttp],
    ['AsyncAPI', asyncapi()],
  ])('mention no shape that %s does not explain', (_, described) => {
    const { schemas } = described['components'] as { schemas: object };
    expect(references(described).filter((name) => !(name! in schemas))).toEqual([]);
  });

  it('describe every command of the registry with its refusals [G4]', () => {
    const paths = overHttp['paths'] as Record<
      string,
      Record<string, { responses: Record<string, { description: string }> }>
    >;
    for (const { route, rejections } of registry.flatMap(({ commands }) => commands)) {
      const responses = paths[route.path]?.[route.method]?.responses;
      for (const code of rejections) expect(responses?.[statusOf(code)]?.description).toContain(code);
    }
  });

  it('name only subjects on which somebody answers or something is told [G4]', () => {
    const channels = asyncapi()['channels'] as Record<string, { parameters?: { category: { enum: string[] } } }>;
    const named = (channel: string) => channels[channel]?.parameters?.category.enum;
    expect(named('commands')).toEqual(['timer', 'clock', 'day', 'program', 'draft']);
    expect(named('queries')).toEqual(['timer', 'clock', 'day', 'program', 'draft', 'stats', 'state']);
    expect(named('facts')).toEqual(['timer', 'clock', 'day', 'program', 'draft', 'checkpoint', 'account']);
  });

  it('leave the local accounts out where an external issuer owns them [G3]', () => {
    const paths = (hasLocalAccounts: boolean) => Object.keys(openapi(endpoints(hasLocalAccounts))['paths'] as object);
    expect(paths(true)).toContain('/api/auth/login');
    expect(paths(false)).not.toContain('/api/auth/login');
    expect(paths(false)).toContain('/api/me');
  });

  it('become a page without script', () => {
    const page = pageOf(overHttp);
    expect(page).toContain('POST /api/timer/start');
    expect(page).not.toMatch(/<script|style=|http:\/\/|https:\/\//);
  });
});
