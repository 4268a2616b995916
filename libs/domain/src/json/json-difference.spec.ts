import { difference } from './json-difference';

describe('the difference of two versions', () => {
  it('names places as pointers do, and as people do [F2]', () =>
    expect(
      difference(
        { address: { street: 'Elm', city: 'Ulm' }, tags: ['a'], 'a/b': 1 },
        { address: { street: 'Oak' }, tags: ['a', 'b'], 'a/b': 2, notes: null },
      ),
    ).toEqual([
      { op: 'replace', path: '/address/street', label: 'address / street', value: 'Oak' },
      { op: 'remove', path: '/address/city', label: 'address / city' },
      { op: 'add', path: '/tags/1', label: 'tags / #2', value: 'b' },
      { op: 'replace', path: '/a~1b', label: 'a/b', value: 2 },
      { op: 'add', path: '/notes', label: 'notes', value: null },
    ]));

  it('says of a list what came, went and changed, and leaves the rest alone [F2]', () => {
    const rooms = [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }];
    expect(difference(rooms, [{ id: 1 }, { id: 3 }, { id: 4 }])).toEqual([{ op: 'remove', path: '/1', label: '#2' }]);
    expect(difference(rooms, [{ id: 1 }, { id: 9 }, ...rooms.slice(1)])).toEqual([
      { op: 'add', path: '/1', label: '#2', value: { id: 9 } },
    ]);
    expect(difference(['x'], ['x', 'x'])).toEqual([{ op: 'add', path: '/1', label: '#2', value: 'x' }]);
    expect(difference(rooms, [rooms[0] ?? null, { id: 2, isDone: true }, ...rooms.slice(2)])).toEqual([
      { op: 'add', path: '/1/isDone', label: '#2 / isDone', value: true },
    ]);
  });

  it('of another kind of thing is everything [F2]', () =>
    expect(difference({ a: 1 }, [1])).toEqual([{ op: 'replace', path: '', label: 'everything', value: [1] }]));
});
