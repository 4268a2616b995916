/** A body that no command takes, with a name for the test's sentence. */
export type Nonsense = readonly [what: string, body: unknown];

const DEPTH = 40;
const LEVELS_MANY = 1_000;
const KEYS_MANY = 1_001;

const deep = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as object;
const flood = Object.fromEntries(Array.from({ length: KEYS_MANY }, (_, index) => [`k${index}`, 1]));
/** As an own key, which is how it comes out of JSON. */
const prototypeKey = JSON.parse('{"__proto__": {"replace": true}}') as object;

/** Bodies of `timer/start` that are refused as 400 `request/invalid` on every surface alike. */
export const NONSENSE: readonly Nonsense[] = [
  ['a number as a string', { durationSeconds: '60' }],
  ['no number', { durationSeconds: null }],
  ['a number below the range', { durationSeconds: 0 }],
  ['a number above the range', { durationSeconds: 86_401 }],
  ['half a second', { durationSeconds: 0.5 }],
  ['a number as large as can be', { durationSeconds: 1e308 }],
  ['a flag as a string', { replace: 'true' }],
  ['a session type that nobody knows', { sessionType: 'nap' }],
  ['a session type that is a list', { sessionType: ['work'] }],
  ['an unknown field', { sesionType: 'work' }],
  ['a field of every object', { toString: 'x' }],
  ['a list in place of an object', { task: [] }],
  ['a text in place of an object', { task: 'Write' }],
  ['an object without its fields', { task: {} }],
  ['a text that is too long', { task: { id: 'a', title: 'x'.repeat(501) } }],
  ['a stranger in an inner object', { task: { id: 'a', title: 'b', evil: true } }],
  ['NUL in a text', { task: { id: 'a', title: 'a\0b' } }],
  ['half of a character', { task: { id: 'a', title: '\ud800' } }],
  ['half of a character in a key', { '\udfff': 1 }],
  ['a key named __proto__', prototypeKey],
  ['a key named constructor', { constructor: { prototype: { replace: true } } }],
  ['a key named prototype, deep inside', { task: { id: 'a', title: 'b', prototype: {} } }],
  ['nesting that is too deep', deep(DEPTH)],
  ['nesting without end', deep(LEVELS_MANY)],
  ['a flood of keys', flood],
  ['a date that does not exist', { at: '2026-02-30T10:00:00Z' }],
  ['a time as a number', { at: 1_700_000_000_000 }],
  ['a time without a zone', { at: '2026-11-21T10:00:00' }],
];

/** Command keys that would mean something else to a bus, a database or a log. */
export const BAD_KEYS: readonly Nonsense[] = [
  ['a dot', 'a.b'],
  ['a star', '*'],
  ['a greater-than sign', '>'],
  ['a space', 'a b'],
  ['a line break', 'a\r\nPUB tidemark.evt.timer.x 0'],
  ['NUL', 'a\0b'],
  ['half of a character', '\ud800'],
  ['nothing in it', ''],
  ['too many characters', 'x'.repeat(65)],
  ['the wrong type', 7],
  ['a list', ['a']],
  ['an object', { a: 1 }],
];
