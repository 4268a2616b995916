import { HOUR, MINUTE, SECOND } from '@tidemark/domain';
import { dataOf, simpleFieldsOf } from './refused-fields';
import { bytesWords, clockWords, refusalWords, waitWords } from './wait-words';
import { wishWords } from './wish-words';

const live = { account: 'signed-in', link: 'live' } as const;
const offline = { account: 'signed-in', link: 'offline' } as const;

describe('a write that waits [X7]', () => {
  it.each([
    ['Start the timer', 'timer/start', {}],
    ['Start the timer: Tax return', 'timer/start', { task: { id: 't', title: 'Tax return' } }],
    ['Rate a workout: marathon, week 2 day 3', 'progress/intensity', programme(2, 3)],
    ['Save a draft: “Winter”', 'draft/save', { id: 'd', title: 'Winter', data: {} }],
    ['Set the count of the day: 4', 'session-count/set', { count: 4 }],
  ] as const)('is called “%s”', (words, name, data) => expect(wishWords({ name, data })).toBe(words));

  it('has the title of its draft', () => {
    const save = { name: 'draft/save', data: { id: 'd', data: {} } } as const;
    expect(wishWords(save, { d: { title: 'Winter' } })).toBe('Save a draft: “Winter”');
    expect(wishWords(save)).toBe('Save a draft');
  });

  it.each([
    ['on its way', 0, 0, live],
    ['goes as soon as you pause', 10 * SECOND, 0, live],
    ['tried once, again within 1 s', 0, 1, live],
    ['tried 3 times, again within 15 s', 0, 3, live],
    ['tried 7 times, again within a few minutes', 0, 7, live],
    ['goes when there is a connection', 10 * SECOND, 0, offline],
    ['tried 2 times, goes when there is a connection', 0, 2, offline],
    ['goes when you log in again', 0, 0, { account: 'signed-out', link: 'offline' }],
  ] as const)('says “%s” [S3]', (words, holdMs, attempts, status) =>
    expect(waitWords({ holdMs }, attempts, status)).toBe(words),
  );
});

describe('a write that was refused [X7]', () => {
  it('says why, place by place', () => {
    const details = [{ path: 'data.count', rule: 'max', message: 'must not be greater than 1000' }];
    const refusal = { code: 'request/invalid', message: 'That was not understood.', details };
    expect(refusalWords({ refusal })).toEqual([
      'That was not understood.',
      'data.count: must not be greater than 1000',
    ]);
    expect(
      refusalWords({ refusal: { code: 'timer/not-running', message: 'No.', details: { status: 'idle' } } }),
    ).toEqual(['No.']);
  });

  it('is edited field by field where it is simple, and as JSON otherwise', () => {
    expect(simpleFieldsOf({ count: 1001, zone: 'UTC', on: true })?.map(({ kind }) => kind)).toEqual([
      ...['number', 'text', 'check'],
    ]);
    expect(simpleFieldsOf({ data: {} })).toBeNull();
    expect(simpleFieldsOf({})).toBeNull();
    expect([dataOf('{"count":1}'), dataOf('[1]'), dataOf('{'), dataOf('null')]).toEqual([
      ...[{ count: 1 }, undefined, undefined, undefined],
    ]);
  });
});

describe('this device', () => {
  it.each([
    [20, 'right to half a second'],
    [-2_340, '2.3 s behind'],
    [3 * MINUTE + 7 * SECOND, '03:07 min ahead'],
    [-3 * HOUR, '3 h behind'],
  ])('has a clock that is %d ms ahead: %s [S5]', (aheadMs, words) => expect(clockWords(aheadMs)).toBe(words));

  it('says how much it keeps', () =>
    expect([300, 45_000, 2_140_000].map(bytesWords)).toEqual(['1 kB', '45 kB', '2.1 MB']));
});

function programme(week: number, day: number) {
  return { programId: 'marathon', week_number: week, day_number: day };
}
