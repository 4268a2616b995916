import { schemaVersionOf, upcast, type Upcast } from './upcasts';

/** A toy that was renamed once and split once since it was first released. */
const toys: Record<string, readonly Upcast[]> = {
  ToyBought: [
    ({ cost, ...rest }) => ({ ...rest, priceCents: (cost as number) * 100 }),
    ({ name, ...rest }) => ({ ...rest, toy: { name } }),
  ],
};

const today = { type: 'ToyBought', data: { priceCents: 300, toy: { name: 'bear' } } };

describe('an event that was stored long ago', () => {
  it.each([
    [1, { cost: 3, name: 'bear' }],
    [2, { priceCents: 300, name: 'bear' }],
    [3, { priceCents: 300, toy: { name: 'bear' } }],
  ])('loads from version %i as it would be written today [O4]', (version, data) =>
    expect(upcast('ToyBought', version, data, toys)).toEqual(today),
  );

  it('is itself not changed', () => {
    const stored = Object.freeze({ cost: 3, name: 'bear' });
    upcast('ToyBought', 1, stored, toys);
    expect(stored).toEqual({ cost: 3, name: 'bear' });
  });
});

describe('the version of today', () => {
  it('is 1 for an event that never changed', () => expect(schemaVersionOf('ToySold', toys)).toBe(1));
  it('grows with every change', () => expect(schemaVersionOf('ToyBought', toys)).toBe(3));
});
