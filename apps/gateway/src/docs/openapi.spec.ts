import { fieldsOf, type Schema } from '@tidemark/contracts';
import { endpoints, streamEndpoints } from '../http/endpoint';
import { pathNames } from '../http/path-fields';
import { planContract } from '../testing/plan-contract';
import { openapi } from './openapi';

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly required: boolean; readonly content: Record<string, { readonly schema: Schema }> };
  readonly responses: Record<string, { readonly description: string }>;
}

const paths = openapi(streamEndpoints([planContract]))['paths'] as Record<string, Record<string, Operation>>;
const ofWeek = paths['/api/plans/{planId}/week/{week}'];

describe('a path with fields in it', () => {
  it('has them described where they stand, and not in the body [G4]', () => {
    const { parameters, requestBody } = ofWeek?.['put'] as Operation;
    expect(parameters.map(({ name, in: place }) => `${place} ${name}`)).toEqual([
      ...['path planId', 'path week', 'header Idempotency-Key'],
    ]);
    const { properties, required } = requestBody?.content['application/json']?.schema as Record<string, object>;
    expect(Object.keys(properties!)).toEqual(['commandId', 'at', 'note']);
    expect(required).toEqual(['note']);
  });

  it('has a body that may be left out only where every field may be [G4]', () => {
    expect(ofWeek?.['put']?.requestBody?.required).toBe(true);
    expect(paths['/api/plans']?.['post']?.requestBody?.required).toBe(false);
    expect(paths['/api/plans/{planId}/close']?.['post']?.requestBody?.required).toBe(false);
  });

  it('has the others in the query where there is no body [G4]', () => {
    const { parameters, requestBody } = ofWeek?.['delete'] as Operation;
    const places = parameters.map(({ name, in: place, required = false }) => [name, place, required]);
    expect(places.slice(0, -1)).toEqual([
      ['commandId', 'query', false],
      ['at', 'query', false],
      ['planId', 'path', true],
      ['week', 'path', true],
    ]);
    expect(requestBody).toBeUndefined();
  });
});

describe('the answers of a command', () => {
  it('are described by the status of each [G4]', () => {
    const { responses } = paths['/api/plans']?.['post'] as Operation;
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['201', '404']));
    expect(responses['200']).toBeUndefined();
    expect(responses['404']?.description).toContain('plan/not-found');
  });
});

describe('the answers of a question', () => {
  it('are described with what is not there [G4]', () => {
    const { responses } = paths['/api/plans/{planId}']?.['get'] as Operation;
    expect(responses['404']?.description).toContain('plan/not-found');
    expect(paths['/api/plans/latest']?.['get']?.responses['404']).toBeUndefined();
  });

  it.each([
    ['/api/timeline', 'day/not-found'],
    ['/api/drafts/latest', 'draft/not-found'],
    ['/api/drafts/{id}', 'draft/not-found'],
    ['/api/drafts/{id}/versions', 'draft/not-found'],
    ['/api/drafts/{id}/diff', 'draft-version/not-found'],
  ])('name what is not there: %s %s [G4]', (path, code) => {
    const ofAll = openapi(endpoints(true))['paths'] as typeof paths;
    expect(ofAll[path]?.['get']?.responses['404']?.description).toContain(code);
  });
});

describe('every endpoint', () => {
  it.each(endpoints(true).map((endpoint) => [endpoint.name, endpoint] as const))(
    'has a field that must be there for each name in its path: %s',
    (_, { input, route }) => {
      const fields = fieldsOf(input);
      expect(pathNames(route).filter((name) => !fields[name] || fields[name].optional)).toEqual([]);
    },
  );
});
