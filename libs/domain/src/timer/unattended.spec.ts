import { MINUTE, SECOND } from '../decider';
import { given } from '../testing/given';
import { byHand, facts, nine, past, says, shortBreak, work } from '../testing/timer-story';
import { timer } from './timer';
import { PRESENT_WITHIN_MS, UNATTENDED_KEPT_MAX } from './unattended';

describe('time with no device present', () => {
  const running = given(timer, facts.started(nine));

  it('is noted when somebody comes back [T12]', () =>
    running.when(says.back(past(20), past(10))).then(facts.unattended(past(10), past(20))));

  it('begins with the last command where that was later than the last heartbeat [T12]', () =>
    running.when(says.back(past(20), past(-5))).then(facts.unattended(nine, past(20))));

  it('is not noted up to 90 seconds [T12]', () =>
    running.when(says.back(past(10) + PRESENT_WITHIN_MS, past(10))).thenNothing());

  it('is noted once, though two devices come back [T12]', () =>
    given(timer, facts.started(nine), facts.unattended(past(10), past(20)))
      .when(says.back(past(20) + SECOND, past(10)))
      .thenNothing());

  it('is noted up to the end of a session nobody watched, and that session counts [T12]', () =>
    running
      .when(says.wake(past(25), past(10), byHand))
      .then(facts.unattended(past(10), past(25)), facts.completed(past(25), shortBreak, work, past(10))));

  it('is only noted of a session that runs [T12]', () => {
    given(timer)
      .when(says.back(past(20), nine))
      .thenNothing();
    given(timer, facts.started(nine), facts.paused(past(1), 24 * MINUTE))
      .when(says.back(past(20), past(1)))
      .thenNothing();
  });
});

describe('a silence in which a device worked on, offline', () => {
  const noted = [facts.started(nine), facts.unattended(past(5), past(20))] as const;

  it('does not stand in the way of what the device tells late [T3] [T12]', () => {
    const { state } = given(timer, ...noted);
    expect(timer.notBefore?.(state, 'PauseSession')).toBe(nine);
  });

  it('does not let it be told before what the owner did last', () => {
    const { state } = given(timer, noted[0], facts.task(past(3), null), noted[1]);
    expect(timer.notBefore?.(state, 'PauseSession')).toBe(past(3));
  });

  it('is cut where the session was paused [T12]', () =>
    expect(given(timer, ...noted, facts.paused(past(10), 15 * MINUTE)).state.unattended).toEqual([
      facts.unattended(past(5), past(10)).data,
    ]));

  it('is cut where the session was stopped [T12]', () =>
    expect(given(timer, ...noted, facts.interrupted(past(4), 21 * MINUTE, 'stopped')).state.unattended).toEqual([]));
});

describe('trimming', () => {
  const noted = given(timer, facts.started(nine), facts.unattended(past(5), past(20)));

  it('takes out the whole of a span [T12]', () => {
    noted.when(says.trim(past(21), past(5), past(20))).then(facts.trimmed(past(21), past(5), past(20)));
    expect(spansAfter(past(5), past(20))).toEqual([]);
  });

  it.each([
    ['the beginning', 5, 8, [[8, 20]]],
    ['the end', 15, 20, [[5, 15]]],
    [
      'the middle',
      10,
      12,
      [
        [5, 10],
        [12, 20],
      ],
    ],
  ] as const)('takes out %s and leaves the rest [T12]', (_, from, to, rest) => {
    noted.when(says.trim(past(21), past(from), past(to))).then(facts.trimmed(past(21), past(from), past(to)));
    expect(spansAfter(past(from), past(to))).toEqual(
      rest.map(([fromAt, toAt]) => ({ sessionId: 'first', fromAt: past(fromAt), toAt: past(toAt) })),
    );
  });

  it.each([
    ['that begins too early', says.trim(past(21), past(4), past(10))],
    ['that ends too late', says.trim(past(21), past(10), past(21))],
    ['of another session', says.trim(past(21), past(5), past(10), 'other')],
    ['without length', says.trim(past(21), past(10), past(10))],
    ['turned around', says.trim(past(21), past(12), past(10))],
  ])('refuses a span %s [T12]', (_, trim) => noted.when(trim).thenRejected('timer/nothing-to-trim'));

  it('refuses what was trimmed before [T12]', () =>
    given(timer, facts.started(nine), facts.unattended(past(5), past(20)), facts.trimmed(past(21), past(5), past(20)))
      .when(says.trim(past(22), past(5), past(20)))
      .thenRejected('timer/nothing-to-trim'));

  it('is possible after the session has ended [T12]', () =>
    given(timer, facts.started(nine), facts.unattended(past(5), past(25)), facts.completed(past(25), shortBreak))
      .when(says.trim(past(40), past(5), past(20)))
      .then(facts.trimmed(past(40), past(5), past(20))));

  it('is a sign of life: what was trimmed is not noted again [T12]', () =>
    given(timer, facts.started(nine), facts.unattended(past(5), past(20)), facts.trimmed(past(21), past(5), past(20)))
      .when(says.back(past(21) + SECOND, past(5)))
      .thenNothing());

  function spansAfter(fromAt: number, toAt: number) {
    const trimmed = facts.trimmed(past(21), fromAt, toAt);
    return given(timer, facts.started(nine), facts.unattended(past(5), past(20)), trimmed).state.unattended;
  }
});

describe('many spans', () => {
  it('leave the latest at hand [T12]', () => {
    const spans = Array.from({ length: UNATTENDED_KEPT_MAX + 5 }, (_, index) =>
      facts.unattended(past(index * 10), past(index * 10 + 5)),
    );
    const { state } = given(timer, facts.started(nine), ...spans);
    expect(state.unattended).toEqual(spans.slice(5).map(({ data }) => data));
  });
});
