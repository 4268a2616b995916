import { MINUTE, SECOND, type Instant } from './decider';
import { CLOCK_TOLERANCE_MS, LATE_MAX_MS, occurredAt } from './occurred-at';
import { Rejection } from './rejection';
import { nine } from './testing/timer-story';

const claim = (at: Instant | undefined, notBefore: Instant | null = null) =>
  occurredAt({ category: 'timer', at, notBefore, now: nine });

describe('when a command happened', () => {
  it('is now, when nothing is claimed', () => expect(claim(undefined)).toBe(nine));
  it('is what the device says, up to a day back', () => {
    expect(claim(nine - MINUTE)).toBe(nine - MINUTE);
    expect(claim(nine - LATE_MAX_MS)).toBe(nine - LATE_MAX_MS);
  });

  it('is never in the future; a clock that is a little fast is moved', () =>
    expect(claim(nine + CLOCK_TOLERANCE_MS)).toBe(nine));

  it('is what we recorded ourselves, of whatever age and whatever the clock of this host says', () => {
    const certain = (at: Instant) => occurredAt({ category: 'day', at, notBefore: null, now: nine, isCertain: true });
    expect(certain(nine - 3 * LATE_MAX_MS)).toBe(nine - 3 * LATE_MAX_MS);
    expect(certain(nine + MINUTE)).toBe(nine + MINUTE);
  });

  it('is never before the last event; a clock that is a little slow is moved', () =>
    expect(claim(nine - MINUTE - CLOCK_TOLERANCE_MS, nine - MINUTE)).toBe(nine - MINUTE));

  it('is the last event where that lies ahead of the clock', () =>
    expect(claim(undefined, nine + SECOND)).toBe(nine + SECOND));

  it.each([
    ['beyond two seconds in the future', nine + CLOCK_TOLERANCE_MS + 1, null],
    ['more than a day back', nine - LATE_MAX_MS - 1, null],
    ['before the last event', nine - MINUTE - CLOCK_TOLERANCE_MS - 1, nine - MINUTE],
    ['that is no number', Number.NaN, null],
  ])('is refused %s [T11]', (_, at, notBefore) => {
    const refused = new Rejection('timer/at-out-of-range');
    expect(() => claim(at, notBefore)).toThrow(refused);
    expect(() => claim(at, notBefore)).toThrow(expect.objectContaining({ code: 'timer/at-out-of-range' }));
  });
});
