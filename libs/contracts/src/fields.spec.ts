import { isKey, isInstant, isZone } from './fields';

describe('an instant', () => {
  it.each([
    '2026-11-21T09:30:00Z',
    '2026-11-21T09:30:00.000Z',
    '2026-11-21T09:30:00.5Z',
    '2026-11-21T09:30:00+05:45',
    '2026-11-21T23:59:59.999-11:00',
    '2024-02-29T00:00:00Z',
    '2000-02-29T00:00:00Z',
  ])('%s is one', (text) => expect(isInstant(text)).toBe(true));

  it.each([
    ['a day that no February has', '2026-02-30T00:00:00Z'],
    ['a leap day of a common year', '2026-02-29T00:00:00Z'],
    ['a leap day of 1900', '1900-02-29T00:00:00Z'],
    ['a thirteenth month', '2026-13-01T00:00:00Z'],
    ['a month zero', '2026-00-10T00:00:00Z'],
    ['a day zero', '2026-01-00T00:00:00Z'],
    ['a 31st of April', '2026-04-31T12:00:00+02:00'],
    ['an hour 24', '2026-01-01T24:00:00Z'],
    ['a minute 60', '2026-01-01T10:60:00Z'],
    ['a second 60', '2026-01-01T10:00:60Z'],
    ['an offset of 25 hours', '2026-01-01T10:00:00+25:00'],
    ['an offset of 99 minutes', '2026-01-01T10:00:00+01:99'],
    ['no offset at all', '2026-01-01T10:00:00'],
    ['a date alone', '2026-01-01'],
    ['microseconds', '2026-01-01T10:00:00.000001Z'],
    ['a line break behind it', '2026-01-01T10:00:00Z\n'],
    ['a small z', '2026-01-01t10:00:00z'],
    ['other digits', '٢٠٢٦-01-01T10:00:00Z'],
    ['a year of five digits', '+12026-01-01T10:00:00Z'],
    ['words', 'yesterday'],
    ['nothing', ''],
    ['a number', 1_767_603_600_000],
    ['a date object', new Date(0)],
    ['null', null],
    ['a list', ['2026-11-21T09:30:00Z']],
  ])('%s is none', (_, value) => expect(isInstant(value)).toBe(false));
});

describe('a zone', () => {
  it.each([
    'UTC',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+5',
    'Asia/Calcutta',
    'America/Port-au-Prince',
  ])('%s is one [D2]', (zone) => expect(isZone(zone)).toBe(true));

  it.each([
    'PST',
    'IST',
    'EST',
    'GMT+1',
    '+02:00',
    'Europe/Nowhere',
    'Europe/',
    '/Berlin',
    'europe',
    '../../etc/passwd',
    'Europe/Berlin\n',
    'Europe/Berlin\0',
    'A'.repeat(65),
    '',
    null,
    1,
    ['UTC'],
  ])('%p is none [D2]', (zone) => expect(isZone(zone)).toBe(false));
});

describe('a key', () => {
  it.each(['a', 'A-z_9', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'x'.repeat(64)])('%s is one [T3]', (id) =>
    expect(isKey(id)).toBe(true),
  );

  it.each(['', 'x'.repeat(65), 'a.b', 'a*', 'a>', 'a b', 'a\n', 'a\r\nPUB x', 'ä', 'a\0', 7, null, ['a']])(
    '%p is none [T3]',
    (id) => expect(isKey(id)).toBe(false),
  );
});
