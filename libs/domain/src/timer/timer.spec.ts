import { MINUTE, SECOND } from '../decider';
import { given } from '../testing/given';
import { facts, nine, past, says, shortBreak, thesis, work } from '../testing/timer-story';
import { timer } from './timer';

describe('a timer that nobody has touched', () => {
  it('starts a session with its end worked out [T1] [T3] [T4]', () =>
    given(timer)
      .when(says.start(nine, { sessionId: 'first' }))
      .then(facts.started(nine)));

  it('starts what was asked for: type, length and task [T3] [T10]', () =>
    given(timer)
      .when(says.start(nine, { sessionId: 'first', sessionType: 'short_break', durationMs: MINUTE, task: thesis }))
      .then(facts.started(nine, { ...work, sessionType: 'short_break', durationMs: MINUTE, task: thesis })));

  it('refuses to pause [T11]', () => given(timer).when(says.pause(nine)).thenRejected('timer/not-running'));
  it('refuses to resume [T11]', () => given(timer).when(says.resume(nine)).thenRejected('timer/not-paused'));
  it('refuses to extend [T11]', () => given(timer).when(says.extend(nine, MINUTE)).thenRejected('timer/not-running'));
  it('refuses to skip [T11]', () => given(timer).when(says.skip(nine)).thenRejected('timer/nothing-to-skip'));
  it('has nothing against a stop', () => given(timer).when(says.stop(nine)).thenNothing());
  it('wants never to be woken', () => expect(timer.dueAt?.(timer.initial)).toBeNull());
});

describe('a timer that is running', () => {
  const running = given(timer, facts.started(nine));

  it('refuses to start again [T11]', () => running.when(says.start(past(5))).thenRejected('timer/already-running'));

  it('is replaced in one go where that was asked for [T4]', () =>
    running
      .when(says.start(past(5), { replace: true }))
      .then(
        facts.interrupted(past(5), 20 * MINUTE, 'replaced'),
        facts.started(past(5), { ...work, sessionId: 'second' }),
      ));

  it('keeps what is left when it is paused [T3]', () =>
    running.when(says.pause(past(10))).then(facts.paused(past(10), 15 * MINUTE)));

  it('refuses to resume [T11]', () => running.when(says.resume(past(5))).thenRejected('timer/not-paused'));

  it('moves its end when it is extended [T3]', () =>
    running.when(says.extend(past(10), 5 * MINUTE)).then({
      type: 'SessionExtended',
      data: {
        ...work,
        durationMs: 30 * MINUTE,
        extendedAt: past(10),
        addedMs: 5 * MINUTE,
        endsAt: past(30),
        dueAt: past(30),
      },
    }));

  it('goes on to the next when it is skipped, in one go [T4]', () =>
    running
      .when(says.skip(past(10)))
      .then(facts.interrupted(past(10), 15 * MINUTE, 'skipped'), facts.started(past(10), shortBreak)));

  it('stops with what was left [T4]', () =>
    running.when(says.stop(past(10))).then(facts.interrupted(past(10), 15 * MINUTE, 'stopped')));

  it('wants to be woken when its session ends [T5]', () => expect(timer.dueAt?.(running.state)).toBe(past(25)));
});

describe('a timer that is paused', () => {
  const paused = given(timer, facts.started(nine), facts.paused(past(10), 15 * MINUTE));

  it('goes on with exactly what was left [T7]', () =>
    paused.when(says.resume(past(60))).then(facts.resumed(past(60), 15 * MINUTE)));

  it('refuses to pause again [T11]', () => paused.when(says.pause(past(11))).thenRejected('timer/not-running'));
  it('refuses to start [T11]', () => paused.when(says.start(past(11))).thenRejected('timer/already-running'));
  it('refuses to be extended', () => paused.when(says.extend(past(11), MINUTE)).thenRejected('timer/not-running'));

  it('stops with what was left when it was paused', () =>
    paused.when(says.stop(past(60))).then(facts.interrupted(past(60), 15 * MINUTE, 'stopped')));

  it('is skipped with what was left when it was paused', () =>
    paused
      .when(says.skip(past(60)))
      .then(facts.interrupted(past(60), 15 * MINUTE, 'skipped'), facts.started(past(60), shortBreak)));

  it('is replaced with what was left when it was paused', () =>
    paused
      .when(says.start(past(60), { replace: true }))
      .then(
        facts.interrupted(past(60), 15 * MINUTE, 'replaced'),
        facts.started(past(60), { ...work, sessionId: 'second' }),
      ));
});

describe('a timer that is waiting', () => {
  const waiting = given(timer, facts.started(nine), facts.completed(past(25), shortBreak));

  it('starts what is laid out [T5]', () =>
    waiting.when(says.start(past(30))).then(facts.started(past(30), shortBreak)));

  it('starts the session after it when that one is skipped [T4]', () =>
    waiting
      .when(says.skip(past(30)))
      .then(
        facts.dropped(past(30), 'skipped'),
        facts.started(past(30), { ...work, sessionId: 'second', roundNumber: 2 }),
      ));

  it('gives it up when it is stopped', () =>
    waiting.when(says.stop(past(30))).then(facts.dropped(past(30), 'stopped')));
  it('refuses to pause [T11]', () => waiting.when(says.pause(past(30))).thenRejected('timer/not-running'));
  it('refuses to resume [T11]', () => waiting.when(says.resume(past(30))).thenRejected('timer/not-paused'));
});

describe('the task', () => {
  const chosen = given(timer, facts.started(nine), facts.task(past(1), thesis));

  it('is selected while a session runs, and travels with it [T10]', () => {
    given(timer, facts.started(nine))
      .when(says.task(past(1), thesis))
      .then(facts.task(past(1), thesis));
    chosen.when(says.pause(past(10))).then(facts.paused(past(10), 15 * MINUTE, { ...work, task: thesis }));
  });

  it('is put down again [T10]', () => chosen.when(says.task(past(2), null)).then(facts.task(past(2), null)));
  it('selected twice is selected once', () => chosen.when(says.task(past(2), { ...thesis })).thenNothing());
  it('put down twice is put down once', () => given(timer).when(says.task(nine, null)).thenNothing());

  it('is selected anew when only its title changed', () => {
    const renamed = { ...thesis, title: 'Finish the thesis' };
    chosen.when(says.task(past(2), renamed)).then(facts.task(past(2), renamed));
  });

  it('stays for the next session, unless that one names its own or none [T10]', () => {
    const idle = given(timer, facts.task(nine, thesis));
    const next = { ...work, sessionId: 'second' };
    idle.when(says.start(past(1))).then(facts.started(past(1), { ...next, task: thesis }));
    idle.when(says.start(past(1), { task: null })).then(facts.started(past(1), next));
  });
});

describe('a session that is extended again and again', () => {
  const day = 24 * 60;
  const extended = (at: number, durationMs: number) => {
    const endsAt = nine + durationMs;
    const data = { ...work, durationMs, extendedAt: past(at), addedMs: day * MINUTE, endsAt, dueAt: endsAt };
    return { type: 'SessionExtended', data } as const;
  };

  it('may be longer than a day while its owner is there', () => {
    const twice = given(
      timer,
      facts.started(nine),
      extended(20, (day + 25) * MINUTE),
      extended(day, (2 * day + 25) * MINUTE),
    );
    expect(timer.dueAt?.(twice.state, past(day + 60))).toBe(past(2 * day + 25));
  });

  it('pauses with more left than it had at first', () =>
    given(timer, facts.started(nine), extended(20, (day + 25) * MINUTE))
      .when(says.pause(past(24) + SECOND))
      .then(
        facts.paused(past(24) + SECOND, (day + 1) * MINUTE - SECOND, { ...work, durationMs: (day + 25) * MINUTE }),
      ));
});
