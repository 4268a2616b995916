import { clockSpansOf, entriesAround, entriesChangedBy, reachesBetween } from './clock-spans';
import { HOUR, type Instant } from '../decider';
import { entry } from '../testing/clock-story';
import { monday } from '../testing/day-story';
import type { Span } from './timesheet';
import type { Entry } from '../clock/work-clock-words';

const hour = (hours: number): Instant => monday.startsAt + hours * HOUR;
const came = (hours: number, id?: string) => entry('IN', hour(hours), id);
const left = (hours: number, id?: string) => entry('OUT', hour(hours), id);

/** `9-12`, or `9-` of what goes on. */
const lines = (entries: readonly Entry[]) => clockSpansOf(entries).map(line);
function line({ startsAt, endsAt }: Span): string {
  const hours = (at: Instant) => (at - monday.startsAt) / HOUR;
  return `${hours(startsAt)}-${endsAt === null ? '' : hours(endsAt)}`;
}

describe('the time of a work clock', () => {
  it('is between each IN and the OUT that follows it [C4]', () =>
    expect(lines([came(13), left(12), left(17), came(9)])).toEqual(['9-12', '13-17']));

  it('goes on where the last IN has no OUT yet', () =>
    expect(lines([came(9), left(12), came(13)])).toEqual(['9-12', '13-']));

  it('is nothing where an OUT is missing, or an IN [C3]', () =>
    expect(lines([left(8), came(9), came(13), left(17), left(18)])).toEqual(['13-17']));

  it('goes on without a break where somebody left and came at once', () =>
    expect(lines([came(9), came(12), left(12), left(17)])).toEqual(['9-12', '12-17']));
});

describe('what events say of entries', () => {
  it('is one instead of another where one was corrected [C3]', () => {
    const [previous, now] = [came(9), came(8, 'IN-9')];
    const data = { previous, entry: now, correctedAt: hour(12) };
    expect(entriesChangedBy({ type: 'EntryCorrected', data })).toEqual({ gone: [previous], come: [now] });
  });

  it('is all of a day that began anew, and where work reached into it, that it ended at the reset', () => {
    const data = { ...monday, removed: [left(1), came(9)], cut: left(0, 'cut'), clearedAt: hour(12) };
    expect(entriesChangedBy({ type: 'SessionCleared', data })).toEqual({ gone: data.removed, come: [data.cut] });
  });
});

describe('what a change may touch', () => {
  const worked = [came(1), left(2), came(9), left(12), came(13), left(17)];

  it('is what lies between the entries before it and after it', () =>
    expect(entriesAround(worked, hour(12), hour(12))).toEqual([came(9), left(12), came(13)]));

  it('reaches over instants at which somebody came and left, since they leave it open who is there', () => {
    const atOnce = [came(9), left(12), came(12, 'again'), left(17)];
    expect(entriesAround(atOnce, hour(13), hour(17))).toEqual(atOnce);
  });
});

describe('for which time a change says something else', () => {
  const between = (before: readonly Entry[], after: readonly Entry[]) =>
    reachesBetween(clockSpansOf(before), clockSpansOf(after), hour(20)).map(({ fromAt, toAt }) =>
      line({ startsAt: fromAt, endsAt: toAt } as Span),
    );

  it('is the time by which an end was moved [C3]', () =>
    expect(between([came(9), left(12)], [came(9), left(14)])).toEqual(['12-14']));

  it('is up to now where somebody left earlier than anybody knew', () =>
    expect(between([came(9)], [came(9), left(12)])).toEqual(['12-20']));

  it('is the whole of a span whose OUT was taken away before another IN', () =>
    expect(between([came(9), left(12), came(13)], [came(9), came(13)])).toEqual(['9-12']));

  it('is in two pieces where a span was moved', () =>
    expect(between([came(9), left(12)], [came(14), left(15)])).toEqual(['9-12', '14-15']));

  it('is none where a break was of no length', () =>
    expect(between([came(9), left(17)], [came(9), left(12), came(12), left(17)])).toEqual([]));
});
