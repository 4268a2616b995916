import { InvalidRequest } from '@tidemark/contracts';
import fc from 'fast-check';
import { readCommand, readObject, readQuery, REQUEST_BYTES_MAX } from './envelopes';

const command = { name: 'timer/start', userId: 'u-1', commandId: 'c-1', correlationId: 'r-1', data: {} };
const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const mistakesOf = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidRequest) return error.mistakes.map(({ path }) => path);
    throw error;
  }
  return [];
};

describe('a command on the bus', () => {
  it('is read as it was sent', () =>
    expect(readCommand(bytes({ ...command, at: '2026-11-21T09:00:00.000Z', deviceId: 'phone' }))).toMatchObject(
      command,
    ));

  it('gets a correlation id and empty data where it brought none', () =>
    expect(readCommand(bytes({ ...command, correlationId: undefined, data: undefined }))).toMatchObject({
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      data: {},
    }));

  it('carries nothing that no envelope has', () =>
    expect(readCommand(bytes({ ...command, isAdmin: true }))).not.toHaveProperty('isAdmin'));

  it.each([
    ['name', 7],
    ['name', ''],
    ['userId', undefined],
    ['userId', 'a.b'],
    ['userId', '*'],
    ['userId', 'a\r\nPUB x 0'],
    ['userId', 'u'.repeat(65)],
    ['commandId', 'not a key'],
    ['commandId', undefined],
    ['correlationId', 'two words'],
    ['correlationId', 7],
    ['at', 'yesterday'],
    ['at', 1_700_000_000_000],
    ['deviceId', 'd'.repeat(65)],
    ['deviceId', 'my phone'],
    ['data', []],
    ['data', 'text'],
    ['data', null],
  ])('is refused for its %s when that is %j', (path, value) =>
    expect(mistakesOf(() => readCommand(bytes({ ...command, [path]: value })))).toEqual([path]),
  );

  it('is told every mistake at once', () =>
    expect(mistakesOf(() => readCommand(bytes({ at: 'no' })))).toEqual(['name', 'userId', 'commandId', 'at']));

  it.each([
    '',
    'null',
    '[]',
    '"text"',
    '{',
    '{"data":{"__proto__":{"isAdmin":true}}}',
    '{"name":"\\u0000"}',
    '{"name":"\\ud800"}',
    `{"data":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}`,
    ' '.repeat(REQUEST_BYTES_MAX + 1),
  ])('is refused when it is %.60j', (text) => expect(() => readCommand(bytes(text))).toThrow(InvalidRequest));

  it('is never answered with anything but an envelope or an InvalidRequest', () =>
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(bytes)), (anything) => {
        for (const read of [readCommand, readQuery, readObject]) mistakesOf(() => read(anything));
      }),
    ));
});

describe('a question on the bus', () => {
  it('needs no command key', () => {
    const { commandId: _, ...query } = command;
    expect(readQuery(bytes(query))).toEqual(query);
  });
});
