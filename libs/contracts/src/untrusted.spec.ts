import { DEPTH_MAX, InvalidRequest, KEYS_MAX, MISTAKES_MAX, checked, screen } from './untrusted';
import { Nested, NestedList, Optional, Text, Whole } from './fields';

class LeafDto {
  @Text(1, 5) name!: string;
}

class TreeDto {
  @Optional() @Whole(0, 10) rings?: number;
  @Optional() @Nested(() => LeafDto) leaf?: LeafDto;
  @Optional() @NestedList(() => LeafDto, 3) leaves?: LeafDto[];
}

class NothingDto {}

function refusalOf(run: () => unknown): InvalidRequest['mistakes'] {
  try {
    run();
  } catch (failure) {
    if (failure instanceof InvalidRequest) return failure.mistakes;
    throw failure;
  }
  return [];
}

const rulesOf = (body: unknown) => refusalOf(() => screen(body)).map(({ rule }) => rule);
const nested = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));

describe('what no shape should ever have to think of', () => {
  it('is nesting too deep, in objects and in lists', () => {
    expect(rulesOf(nested(DEPTH_MAX))).toEqual([]);
    expect(rulesOf(nested(DEPTH_MAX + 1))).toEqual(['depth']);
    expect(rulesOf(JSON.parse('['.repeat(5_000) + ']'.repeat(5_000)))).toEqual(['depth']);
  });

  it('is a flood of keys', () => {
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 0]));
    expect(rulesOf(keys(KEYS_MAX))).toEqual([]);
    expect(rulesOf(keys(KEYS_MAX + 1))).toEqual(['keys']);
    expect(rulesOf({ list: Array(KEYS_MAX + 1).fill(0) })).toEqual(['keys']);
  });

  it.each([
    ['NUL in a text', { a: 'x\0y' }, 'noNul'],
    ['NUL in a key', { 'a\0': 1 }, 'noNul'],
    ['NUL deep in a list', { a: [['\0']] }, 'noNul'],
    ['a first half of a character', { a: '\ud83d' }, 'wellFormed'],
    ['a second half of a character', { a: 'x\ude00' }, 'wellFormed'],
    ['halves in the wrong order', { a: '\ude00\ud83d' }, 'wellFormed'],
    ['half a character in a key', { '\ud83d': 1 }, 'wellFormed'],
    ['a number that may have been rounded on its way', { a: [2 ** 53] }, 'exactNumber'],
    ['a number that was too large for any', { a: -1e400 }, 'exactNumber'],
  ])('is %s', (_, body, rule) => expect(rulesOf(body)).toEqual([rule]));

  it.each(['__proto__', 'constructor', 'prototype'])('is a key named %s, at any depth', (name) => {
    const body = JSON.parse(`{"a": [{"${name}": {"isAdmin": true}}]}`) as unknown;
    expect(rulesOf(body)).toEqual(['forbiddenKey']);
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
  });

  it('is nothing of what people write', () =>
    expect(rulesOf({ title: 'Größe 😀 中文 \u200d\n\t', list: [1, null, true], deep: nested(30) })).toEqual([]));
});

describe('a body', () => {
  it.each([
    ['a list', []],
    ['a list of objects', [{}]],
    ['a text', 'x'],
    ['a number', 7],
    ['null', null],
    ['nothing', undefined],
    ['a truth', true],
  ])('is no %s', (_, body) =>
    expect(refusalOf(() => checked(TreeDto, body))).toMatchObject([{ path: '', rule: 'object' }]),
  );

  it('may be empty where nothing is demanded', () => {
    expect(checked(TreeDto, {})).toEqual({});
    expect(checked(NothingDto, {})).toEqual({});
  });

  it('may not carry what its shape does not know, at any depth', () => {
    expect(refusalOf(() => checked(NothingDto, { a: 1 }))).toMatchObject([{ path: 'a' }]);
    expect(refusalOf(() => checked(TreeDto, { apples: 3 }))).toMatchObject([{ path: 'apples' }]);
    expect(refusalOf(() => checked(TreeDto, { leaf: { name: 'oak', worm: 1 } }))).toMatchObject([
      { path: 'leaf.worm' },
    ]);
  });

  it.each(['toString', 'hasOwnProperty', 'valueOf', 'then', 'toJSON', '__defineGetter__'])(
    'may not carry %s, though every object has something of the sort',
    (name) => expect(refusalOf(() => checked(TreeDto, { [name]: 1 }))).toMatchObject([{ path: name }]),
  );

  it.each([
    ['a list', []],
    ['a list of one', [{ name: 'oak' }]],
    ['a text', 'oak'],
    ['a number', 1],
    ['null', null],
    ['an empty object', {}],
    ['a list in place of a text', { name: ['oak'] }],
  ])('may not carry %s where an object belongs', (_, leaf) =>
    expect(refusalOf(() => checked(TreeDto, { leaf }))).not.toEqual([]),
  );

  it.each([
    ['one object', { name: 'oak' }],
    ['a text', 'oak'],
    ['null', null],
    ['nothing in a list', [null]],
    ['a list in a list', [[{ name: 'oak' }]]],
    ['a text in a list', ['oak']],
    ['more than there is room for', Array(4).fill({ name: 'oak' })],
  ])('may not carry %s where a list of objects belongs', (_, leaves) =>
    expect(refusalOf(() => checked(TreeDto, { leaves }))[0]).toMatchObject({ path: 'leaves', rule: 'isListOfObjects' }),
  );

  it('has each object of a list checked, and its place named', () => {
    expect(checked(TreeDto, { leaves: [{ name: 'oak' }, { name: 'fir' }] }).leaves).toHaveLength(2);
    expect(refusalOf(() => checked(TreeDto, { leaves: [{ name: 'oak' }, { name: 7, worm: 1 }] }))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'leaves.1.worm', rule: 'whitelistValidation' }),
        expect.objectContaining({ path: 'leaves.1.name', rule: 'isString' }),
      ]),
    );
  });

  it('has all of its mistakes named, by path, rule and sentence', () =>
    expect(refusalOf(() => checked(TreeDto, { rings: '7', leaf: { name: 'sequoia' } }))).toEqual(
      expect.arrayContaining([
        { path: 'rings', rule: 'isInt', message: expect.stringContaining('integer') as string },
        { path: 'leaf.name', rule: 'maxLength', message: expect.stringContaining('5') as string },
      ]),
    ));

  it('has no more mistakes named than help', () => {
    const body = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`unknown${index}`, 1]));
    expect(refusalOf(() => checked(TreeDto, body))).toHaveLength(MISTAKES_MAX);
  });

  it('comes out as a thing of its own, with nothing inherited from the sender', () => {
    const sent = Object.create({ rings: 3 }) as object;
    expect(Object.keys(checked(TreeDto, sent))).toEqual([]);
  });
});
