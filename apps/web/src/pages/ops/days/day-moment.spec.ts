import type { ReplayedDay } from '../answers';
import { hoursBetween, momentOf } from './day-moment';

const at = (time: string) => Date.parse(`2026-11-21T${time}:00Z`);
const iso = (time: string) => `2026-11-21T${time}:00.000Z`;
const told = (version: number, time: string) => ({ version, type: 'X', occurredAt: iso(time) });

const day = {
  startsAt: iso('00:00'),
  endsAt: iso('23:00'),
  events: [told(1, '09:00'), told(2, '09:25')],
  intervals: [
    { kind: 'untracked', startsAt: iso('00:00'), endsAt: iso('09:00'), seconds: 0 },
    { kind: 'work', startsAt: iso('09:00'), endsAt: iso('09:25'), seconds: 0 },
    { kind: 'break', startsAt: iso('09:25'), endsAt: iso('09:30'), seconds: 0 },
  ],
} as unknown as ReplayedDay;

const total = (time: string, kind: string) =>
  momentOf(day, at(time)).totals.find((piece) => piece.kind === kind)?.durationMs;

describe('a day as it stood at an instant', () => {
  it('knows what the time was, and what had happened last [X1]', () => {
    expect(momentOf(day, at('09:10'))).toMatchObject({ kind: 'work', last: { version: 1 }, happened: 1 });
    expect(momentOf(day, at('09:25'))).toMatchObject({ kind: 'break', last: { version: 2 }, happened: 2 });
    expect(momentOf(day, at('08:00'))).toMatchObject({ kind: 'untracked', last: undefined, happened: 0 });
  });

  it('counts each kind up to then and no further [X2]', () => {
    expect([total('08:59', 'work'), total('09:10', 'work'), total('12:00', 'work')]).toEqual([0, 600_000, 1_500_000]);
  });
});

describe('the hours of a day', () => {
  it('are those of the wall, whatever the zone does', () => {
    const hours = (from: string, to: string, zone: string) =>
      hoursBetween(Date.parse(from), Date.parse(to), zone).map(({ hour }) => hour);
    expect(hours('2026-03-29T00:00Z', '2026-03-29T02:00Z', 'Europe/Berlin')).toEqual([1, 3, 4]);
    expect(hours('2026-01-01T00:00Z', '2026-01-01T01:30Z', 'Asia/Kathmandu')).toEqual([6, 7]);
  });
});
