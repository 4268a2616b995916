import { mergePatch } from './json-merge';

describe('a merge patch', () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 3 }, { a: 3, b: 2 }],
    [{ a: 1, b: 2 }, { a: null }, { b: 2 }],
    [{ a: 1 }, { b: null }, { a: 1 }],
    [{ a: { b: 1, c: 2 } }, { a: { b: 9 } }, { a: { b: 9, c: 2 } }],
    [{ a: 'text' }, { a: { b: { c: null, d: 1 } } }, { a: { b: { d: 1 } } }],
    [{ a: [1, 2, 3] }, { a: [4, null] }, { a: [4, null] }],
    [{ a: null }, {}, { a: null }],
    [[1], { a: 1 }, { a: 1 }],
    [{ a: 1 }, ['x'], ['x']],
    [{ a: 1 }, null, null],
  ])('makes of %j with %j %j [F2]', (target, patch, result) => expect(mergePatch(target, patch)).toEqual(result));

  it('keeps the order of what is there, and appends what is new [F1]', () =>
    expect(JSON.stringify(mergePatch({ z: 1, m: 2, a: 3 }, { b: 4, m: null, a: 5, z: 6 }))).toBe(
      '{"z":6,"a":5,"b":4}',
    ));

  it('takes names that every object inherits for names like any other', () => {
    const patch = JSON.parse('{"__proto__":{"isAdmin":true},"toString":null}') as object;
    const merged = mergePatch({ toString: 1 }, patch as never);
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"isAdmin":true}}');
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });
});
