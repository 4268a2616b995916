import { exactJson, InexactJson } from './json-exact';

function refusalOf(text: string): string {
  try {
    exactJson(text);
    return 'taken';
  } catch (failure) {
    if (failure instanceof InexactJson) return `${failure.path}: ${failure.rule}`;
    throw failure;
  }
}

describe('a number', () => {
  it.each(['0', '-1', '1.5', '1.0', '1e3', '1E+2', '0.1', '-0.0', '123.4560', '9007199254740991', '5e-324', '1e23'])(
    'like %s is read as what it says [F1]',
    (number) => expect(refusalOf(`{"a":${number}}`)).toBe('taken'),
  );

  it.each([
    '12345678901234567890',
    '9007199254740993',
    '-9007199254740993',
    '0.1000000000000000055',
    '1e400',
    '-1e400',
    '1e-400',
    '1.7976931348623159e308',
    `0.${'0'.repeat(100)}1`,
    `1${'0'.repeat(200_000)}1`,
  ])('like %.24s is refused rather than rounded [F1]', (number) =>
    expect(refusalOf(`{"a":{"b":[true,{"c":${number}}]}}`)).toBe('a.b.1.c: exactNumber'),
  );

  it.each(['{"a":"12345678901234567890","1e400":null}', '{"a":"\\" 1e400, \\\\"}', '["\\\\", "1e400"]'])(
    'in a text is only text: %s',
    (text) => expect(refusalOf(text)).toBe('taken'),
  );
});

describe('a key', () => {
  it.each([
    ['twice in an object', '{"a":1,"b":{"c":1,"d":2,"c":1}}', 'b.c: uniqueKey'],
    ['twice, spelled differently', '{"a":1,"\\u0061":2}', 'a: uniqueKey'],
    ['that is a number after a word', '{"b":1,"2":2}', '2: keyOrder'],
    ['that is a number after a larger one', '[{"10":1,"2":2}]', '0.2: keyOrder'],
    ['that is a number after the largest that sorts', '{"4294967295":1,"2":2}', '2: keyOrder'],
  ])('%s is refused, because it would be lost or moved [F1]', (_, text, refusal) =>
    expect(refusalOf(text)).toBe(refusal),
  );

  it.each(['{"a":{"x":1},"b":{"x":1}}', '{"2":1,"10":2,"b":3}', '{"b":1,"02":2,"-1":3,"1.5":4}', '[{"a":1},{"a":1}]'])(
    'in %s stays where it is [F1]',
    (text) => expect(JSON.stringify(exactJson(text))).toBe(text),
  );
});

describe('JSON of any kind', () => {
  it.each(['null', '""', '"\\\\"', '"\\"{[,:"', ' [ ] ', '{"":{"":[{}]}}', '"\\u007b\\ud83d\\ude00"', 'true'])(
    '%s is read as JSON.parse reads it',
    (text) => expect(exactJson(text)).toEqual(JSON.parse(text)),
  );

  it.each(['', '{', '{"a":01}', '[1,]', "{'a':1}", '1 2', '\ufeff1'])('%j is none', (text) =>
    expect(() => exactJson(text)).toThrow(SyntaxError),
  );

  it('that strangers made long or deep does not harm us', () => {
    const quotes = JSON.stringify({ a: '"\\'.repeat(500_000), b: Array(10_000).fill(0.1) });
    expect(JSON.stringify(exactJson(quotes))).toBe(quotes);
    expect(refusalOf('['.repeat(100_000) + '1e999' + ']'.repeat(100_000))).toMatch(/exactNumber$/);
  });
});
