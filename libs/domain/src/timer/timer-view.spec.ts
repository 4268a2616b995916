import { MINUTE, SECOND, type Instant } from '../decider';
import { defaultSettings } from './settings';
import { given } from '../testing/given';
import { facts, nine, past, shortBreak, thesis, work } from '../testing/timer-story';
import { timer } from './timer';
import type { TimerEvent } from './timer-words';
import { timerView, type SeenAt } from './timer-view';

const end = past(25);

function seen(now: Instant, ...history: readonly TimerEvent[]) {
  return seenBy({ now }, ...history);
}

function seenBy(how: Partial<SeenAt>, ...history: readonly TimerEvent[]) {
  const { state } = given(timer, ...history);
  const seenAt = { now: nine, lastSeenAt: 0, settings: defaultSettings, version: history.length, revision: 7, ...how };
  return timerView(state, seenAt);
}

describe('what a client sees', () => {
  it('of a timer that nobody has touched is a session at full length', () =>
    expect(seen(nine)).toEqual({
      status: 'idle',
      sessionId: null,
      sessionType: 'work',
      presetType: 'short',
      roundNumber: 1,
      durationSeconds: 1500,
      remainingSeconds: 1500,
      startedAt: null,
      endsAt: null,
      isPaused: false,
      task: null,
      lastActiveAt: null,
      lastSession: null,
      unattended: [],
      serverTime: '2026-01-05T09:00:00.000Z',
      version: 0,
      revision: 7,
    }));

  it('of a running session has lost exactly the time that passed [T1] [T7]', () =>
    expect(seen(past(10), facts.started(nine, { ...work, task: thesis }))).toMatchObject({
      status: 'running',
      sessionId: 'first',
      remainingSeconds: 900,
      durationSeconds: 1500,
      startedAt: '2026-01-05T09:00:00.000Z',
      endsAt: '2026-01-05T09:25:00.000Z',
      task: thesis,
      lastActiveAt: '2026-01-05T09:00:00.000Z',
    }));

  it.each([
    ['a second that has begun still shows', end - 1, 1],
    ['a whole second is a second', end - SECOND, 1],
    ['a second and a bit is two', end - SECOND - 1, 2],
    ['nothing is left at the end', end, 0],
    ['never less than nothing', end + MINUTE, 0],
  ])('of what is left is exact: %s [T1] [I-15]', (_, now, remainingSeconds) =>
    expect(seen(now, facts.started(nine)).remainingSeconds).toBe(remainingSeconds),
  );

  it('of a paused session stands still [T7]', () => {
    const history = [facts.started(nine), facts.paused(past(10), 15 * MINUTE)];
    const paused = { status: 'paused', isPaused: true, remainingSeconds: 900, endsAt: null };
    expect(seen(past(10), ...history)).toMatchObject(paused);
    expect(seen(past(600), ...history)).toMatchObject(paused);
  });

  it('of what waits is the next session at full length [T5]', () =>
    expect(seen(past(60), facts.started(nine), facts.completed(end, shortBreak))).toMatchObject({
      status: 'waiting',
      sessionId: null,
      sessionType: 'short_break',
      roundNumber: 1,
      durationSeconds: 300,
      remainingSeconds: 300,
      startedAt: null,
      endsAt: null,
      lastSession: { sessionId: 'first', sessionType: 'work', ended: 'completed', endedAt: '2026-01-05T09:25:00.000Z' },
    }));

  it('after a stop is the round that comes, and how the last session ended', () =>
    expect(
      seen(past(60), facts.started(nine), facts.completed(end, shortBreak), facts.dropped(past(26), 'stopped')),
    ).toMatchObject({ status: 'idle', sessionType: 'work', roundNumber: 2, lastSession: { ended: 'completed' } }));

  it('tells of unattended spans [T12]', () =>
    expect(seen(past(20), facts.started(nine), facts.unattended(past(5), past(10))).unattended).toEqual([
      { sessionId: 'first', from: '2026-01-05T09:05:00.000Z', to: '2026-01-05T09:10:00.000Z' },
    ]));

  it('was last active at the last heartbeat or the last command, whichever was later [T8]', () => {
    const started = facts.started(nine);
    expect(seenBy({ lastSeenAt: past(5) }, started).lastActiveAt).toBe('2026-01-05T09:05:00.000Z');
    expect(seenBy({ lastSeenAt: past(-5) }, started).lastActiveAt).toBe('2026-01-05T09:00:00.000Z');
  });

  it('shows the own durations of somebody who set them, before the first session [D1]', () =>
    expect(seenBy({ settings: { ...defaultSettings, workMs: 40 * MINUTE } })).toMatchObject({
      presetType: 'custom',
      durationSeconds: 2400,
    }));
});
