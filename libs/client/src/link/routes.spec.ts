import { registry } from '@tidemark/contracts';
import { requestOf, routes } from './routes';

describe('the routes of commands', () => {
  it('are those of the contract, each of them', () => {
    const stated = registry.flatMap(({ commands }) =>
      commands.map(({ name, route }) => [name, `${route.method.toUpperCase()} ${route.path}`] as const),
    );
    expect(routes).toEqual(Object.fromEntries(stated));
  });

  it('take from the fields what stands in the path', () =>
    expect(requestOf('draft/restore-version', { id: 'a b', n: 3, paths: ['/x'] })).toEqual({
      method: 'POST',
      path: '/api/drafts/a%20b/versions/3/restore',
      body: { paths: ['/x'] },
    }));

  it('have a query where there is no body', () =>
    expect(requestOf('session/remove-entry', { id: 'e1', at: '2026-11-21T09:00:00.000Z' })).toEqual({
      method: 'DELETE',
      path: '/api/session/entries/e1?at=2026-11-21T09%3A00%3A00.000Z',
      body: undefined,
    }));
});
