import { HOUR, MINUTE, SECOND, type Instant } from '../decider';
import { defaultSettings } from './settings';
import { given } from '../testing/given';
import { byHand, facts, nine, past, says, shortBreak, work } from '../testing/timer-story';
import { timer } from './timer';
import type { TimerEvent } from './timer-words';
import { ABANDONED_AFTER_MS } from './timer-wake';
import { PRESENT_WITHIN_MS } from './unattended';

const end = past(25);
const automatic = { automatic: true };

describe('a session whose end has come', () => {
  const running = given(timer, facts.started(nine));

  it('is completed at exactly its end, however late the wake is [T5]', () =>
    running.when(says.wake(end + 3 * HOUR, end, byHand)).then(facts.completed(end, shortBreak)));

  it('is not completed a millisecond early [T5] [I-12]', () => running.when(says.wake(end - 1, end - 1)).thenNothing());

  it('is completed once, however often it is woken [T5] [I-11]', () =>
    given(timer, facts.started(nine), facts.completed(end, shortBreak)).when(says.wake(end, end)).thenNothing());

  it('is not completed when it was paused before [T5]', () =>
    given(timer, facts.started(nine), facts.paused(past(24), MINUTE))
      .when(says.wake(end, end))
      .thenNothing());

  it('is completed later when it was resumed meanwhile [T5]', () => {
    const resumed = given(timer, facts.started(nine), facts.paused(past(24), MINUTE), facts.resumed(past(60), MINUTE));
    resumed.when(says.wake(end, end)).thenNothing();
    resumed.when(says.wake(past(61), past(61), byHand)).then(facts.completed(past(61), shortBreak));
  });
});

describe('what follows a session', () => {
  const running = given(timer, facts.started(nine));
  const breakStartsAfter = (lastActiveAt: Instant) => [
    facts.completed(end, shortBreak, work, lastActiveAt),
    facts.started(end, shortBreak, { automatic: true, lastActiveAt }),
  ];

  it('starts by itself while somebody is there [T5]', () =>
    running.when(says.wake(end, end)).then(...breakStartsAfter(end)));

  it('starts by itself for somebody seen 90 seconds ago [T5]', () =>
    running.when(says.wake(end, end - PRESENT_WITHIN_MS)).then(...breakStartsAfter(end - PRESENT_WITHIN_MS)));

  it('waits for somebody seen a moment longer ago, and that time is unattended [T5] [T12]', () => {
    const seenAt = end - PRESENT_WITHIN_MS - 1;
    running
      .when(says.wake(end, seenAt))
      .then(facts.unattended(seenAt, end), facts.completed(end, shortBreak, work, seenAt));
  });

  it('starts by itself when the wake is late but somebody was there at the end [T5]', () =>
    running.when(says.wake(end + MINUTE, end + MINUTE)).then(...breakStartsAfter(end)));

  it('waits for somebody who came back long after the end [T5]', () =>
    running.when(says.wake(end + HOUR, end + HOUR)).then(facts.completed(end, shortBreak)));

  it('counts a command as a sign of life [T5]', () => {
    const task = facts.task(past(24), null);
    given(timer, facts.started(nine), task)
      .when(says.wake(end, 0))
      .then(...breakStartsAfter(past(24)));
  });

  it.each([
    ['a break', work, shortBreak, { ...defaultSettings, autoStartBreak: false }],
    ['work', shortBreak, { ...work, roundNumber: 1 }, { ...defaultSettings, autoStartWork: false }],
  ])('waits where %s is not to start by itself [T5]', (_, session, next, settings) => {
    const endsAt = nine + session.durationMs;
    given(timer, facts.started(nine, session))
      .when(says.wake(endsAt, endsAt, settings))
      .then(facts.completed(endsAt, next, session));
  });

  it('is no sign of life when it starts by itself [T5] [T7]', () => {
    const endless = { ...shortBreak, durationMs: 48 * HOUR };
    const history = [facts.started(nine), facts.completed(end, endless), facts.started(end, endless, automatic)];
    expect(timer.dueAt?.(given(timer, ...history).state)).toBe(nine + ABANDONED_AFTER_MS);
  });

  it('rolls on after a downtime only as far as somebody was there [T5]', () => {
    const seenAt = end + MINUTE;
    const autoBreak = { ...shortBreak, sessionId: 'break' };
    given(timer, facts.started(nine), facts.completed(end, shortBreak), facts.started(end, autoBreak, automatic))
      .when(says.wake(end + 3 * HOUR, seenAt))
      .then(
        facts.unattended(seenAt, end + 5 * MINUTE, 'break'),
        facts.completed(end + 5 * MINUTE, { ...work, roundNumber: 2 }, autoBreak, seenAt),
      );
  });
});

describe('a timer that was silent for a day', () => {
  const paused = given(timer, facts.started(nine), facts.paused(past(10), 15 * MINUTE));
  const abandonedAt = past(10) + ABANDONED_AFTER_MS;

  it('is abandoned, dated to the end of that day [T7]', () =>
    paused
      .when(says.wake(abandonedAt + HOUR, 0))
      .then(facts.interrupted(abandonedAt, 15 * MINUTE, 'abandoned', work, past(10))));

  it('is not abandoned a millisecond early [T7]', () => paused.when(says.wake(abandonedAt - 1, 0)).thenNothing());

  it('is not abandoned while a device is there [T7] [T8]', () => {
    const seenAt = abandonedAt - SECOND;
    expect(timer.dueAt?.(paused.state, seenAt)).toBe(seenAt + ABANDONED_AFTER_MS);
    paused.when(says.wake(abandonedAt, seenAt)).thenNothing();
  });

  it('gives up the session laid out [T7]', () =>
    given(timer, facts.started(nine), facts.completed(end, shortBreak))
      .when(says.wake(past(9999), past(20)))
      .then(facts.dropped(past(20) + ABANDONED_AFTER_MS, 'abandoned')));

  it('is abandoned while running when its end is further off, and the day was unattended [T7] [T12]', () => {
    const durationMs = 30 * HOUR;
    const long = { ...work, durationMs };
    const goneAt = nine + ABANDONED_AFTER_MS;
    const running = given(timer, facts.started(nine, long));
    const expected: TimerEvent[] = [
      facts.unattended(nine, goneAt),
      facts.interrupted(goneAt, durationMs - ABANDONED_AFTER_MS, 'abandoned', long, nine),
    ];
    expect(timer.dueAt?.(running.state)).toBe(goneAt);
    running.when(says.wake(goneAt, 0)).then(...expected);
    // The same, when everything was down until after the session's own end.
    running.when(says.wake(nine + 40 * HOUR, 0)).then(...expected);
  });

  it('is completed rather than abandoned when both fall on one instant', () => {
    const long = { ...work, durationMs: ABANDONED_AFTER_MS };
    const endsAt = nine + ABANDONED_AFTER_MS;
    given(timer, facts.started(nine, long))
      .when(says.wake(endsAt, 0))
      .then(facts.unattended(nine, endsAt), facts.completed(endsAt, shortBreak, long, nine));
  });

  it('is not abandoned before what happened last, though the signs of life were lost', () => {
    const long = { ...work, durationMs: 30 * HOUR };
    const { state } = given(timer, facts.started(nine, long), facts.completed(nine + 30 * HOUR, shortBreak, long));
    expect(timer.dueAt?.(state, 0)).toBe(nine + 30 * HOUR);
  });

  it('has nothing left to abandon when it is idle', () =>
    given(timer)
      .when(says.wake(past(9999), 0))
      .thenNothing());
});
