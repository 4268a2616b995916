import { HOUR, MINUTE, SECOND } from '../decider';
import { given } from '../testing/given';
import { byHand, facts, nine, past, says, shortBreak, work } from '../testing/timer-story';
import { timer } from './timer';
import type { TimerEvent } from './timer-words';
import { LATE_STORY_OPEN_MS } from './timer-session';

const tellingAt = past(180);
const heldOpen = { dueAt: tellingAt + LATE_STORY_OPEN_MS };

describe('a story told late', () => {
  const late = given(timer, facts.started(nine, work, heldOpen));

  it('holds the deadline open, so that the rest can be told [T3]', () => {
    const start = says.start(nine, { sessionId: 'first', receivedAt: tellingAt });
    given(timer)
      .when(start)
      .then(facts.started(nine, work, heldOpen));
    expect(timer.dueAt?.(late.state)).toBe(tellingAt + LATE_STORY_OPEN_MS);
    expect(timer.endsAt?.(late.state)).toBe(past(25));
  });

  it('lets a pause follow the start it belongs to [T3]', () =>
    late.when({ ...says.pause(past(10)), receivedAt: tellingAt + 1 }).then(facts.paused(past(10), 15 * MINUTE)));

  it('completes at its end when nothing more is told [T5]', () =>
    late.when(says.wake(past(25), tellingAt)).then(facts.completed(past(25), shortBreak)));

  it('holds the deadline open after a resume, too', () =>
    given(timer, facts.started(nine), facts.paused(past(10), 15 * MINUTE))
      .when(says.resume(past(20), tellingAt))
      .then(facts.resumed(past(20), 15 * MINUTE, heldOpen.dueAt)));

  it('holds the deadline open after an extension, too', () => {
    const data = { ...work, durationMs: 26 * MINUTE, extendedAt: past(20), addedMs: MINUTE, endsAt: past(26) };
    late
      .when(says.extend(past(20), MINUTE, tellingAt + SECOND))
      .then({ type: 'SessionExtended', data: { ...data, dueAt: tellingAt + SECOND + LATE_STORY_OPEN_MS } });
  });

  it('is no late story while the end is still to come', () => {
    const start = says.start(nine, { sessionId: 'first', receivedAt: past(5) });
    given(timer).when(start).then(facts.started(nine));
  });

  it('is no late story within what two clocks may differ [S5]', () => {
    const start = says.start(nine, { sessionId: 'first', durationMs: SECOND, receivedAt: nine + 2 * SECOND });
    given(timer)
      .when(start)
      .then(facts.started(nine, { ...work, durationMs: SECOND }));
  });
});

describe('the earliest stop', () => {
  const stopped = [facts.started(nine), facts.interrupted(past(20), 5 * MINUTE, 'stopped')] as const;
  const moved: TimerEvent = {
    type: 'StopMovedEarlier',
    data: { sessionId: 'first', fromAt: past(20), toAt: past(10) },
  };

  it('wins, when another device tells of it later', () =>
    given(timer, ...stopped)
      .when(says.stop(past(10), past(60)))
      .then(moved));

  it('is what the last session shows then', () =>
    expect(given(timer, ...stopped, moved).state.lastSession).toMatchObject({ ended: 'stopped', endedAt: past(10) }));

  it('is not moved later', () =>
    given(timer, ...stopped)
      .when(says.stop(past(30)))
      .thenNothing());

  it('is not moved by a mere difference of clocks', () =>
    given(timer, ...stopped)
      .when(says.stop(past(20) - 2 * SECOND))
      .thenNothing());

  it('moves again when a third device was earlier still', () =>
    given(timer, ...stopped, moved)
      .when(says.stop(past(5), past(90)))
      .then({ type: 'StopMovedEarlier', data: { sessionId: 'first', fromAt: past(10), toAt: past(5) } }));

  it('may be told back to the last thing that happened to the session, and no further', () => {
    const extended: TimerEvent = {
      type: 'SessionExtended',
      data: { ...work, durationMs: HOUR, extendedAt: past(7), addedMs: 35 * MINUTE, endsAt: past(60), dueAt: past(60) },
    };
    const { state } = given(timer, stopped[0], extended, stopped[1]);
    expect(timer.notBefore?.(state, 'StopSession')).toBe(past(7));
    expect(timer.notBefore?.(state, 'StartSession')).toBeNull();
  });

  it('is told of the session that runs now, not of the one before it', () => {
    const { state } = given(timer, ...stopped, facts.started(past(30), { ...work, sessionId: 'second' }));
    expect(timer.notBefore?.(state, 'StopSession')).toBe(past(30));
  });

  it('takes unattended time behind it away [T12]', () => {
    const history = [stopped[0], facts.unattended(past(5), past(15)), stopped[1], moved];
    expect(given(timer, ...history).state.unattended).toEqual([facts.unattended(past(5), past(10)).data]);
  });

  it('is of no use against a completion', () =>
    given(timer, facts.started(nine), facts.completed(past(25), shortBreak), facts.dropped(past(30), 'stopped'))
      .when(says.stop(past(10), past(60)))
      .thenNothing());
});

describe('a stop at the very end of a session', () => {
  it('finds it completed and gives up what would come next', () => {
    const ran = given(timer, facts.started(nine));
    expect(timer.endsAt?.(ran.state)).toBe(past(25));
    ran.when(says.wake(past(25), past(25), byHand)).then(facts.completed(past(25), shortBreak));
    given(timer, facts.started(nine), facts.completed(past(25), shortBreak))
      .when(says.stop(past(25)))
      .then(facts.dropped(past(25), 'stopped'));
  });
});
