import { checkpointOf } from './checkpoint';
import { MINUTE } from '../decider';
import { facts, nine, past, shortBreak, thesis, work } from '../testing/timer-story';
import type { SessionType } from './settings';
import type { TimerEvent } from './timer-words';

const longBreak = { ...shortBreak, sessionType: 'long_break' } as const;

describe('a checkpoint', () => {
  it('keeps the state of the timer at a transition [T6]', () =>
    expect(checkpointOf(facts.paused(past(10), 15 * MINUTE, { ...work, task: thesis, roundNumber: 3 }))).toEqual({
      checkpointType: 'WORK_PAUSED',
      lastActiveAt: past(10),
      taskId: 'task-1',
      remainingMs: 15 * MINUTE,
      sessionType: 'work',
      isPaused: true,
      roundNumber: 3,
      presetType: 'short',
      at: past(10),
    }));

  const phases = [
    ['WORK', work],
    ['SHORT_BREAK', shortBreak],
    ['LONG_BREAK', longBreak],
  ] as const;

  it.each(phases)('is made of every transition of %s [T6]', (phase, session) => {
    const events: TimerEvent[] = [
      facts.started(nine, session),
      facts.paused(past(1), MINUTE, session),
      { type: 'SessionResumed', data: { ...facts.resumed(past(2), MINUTE).data, ...session } },
      facts.interrupted(past(3), MINUTE, 'stopped', session),
      facts.completed(past(4), work, session),
    ];
    expect(events.map((event) => checkpointOf(event)?.checkpointType)).toEqual([
      `${phase}_STARTED`,
      `${phase}_PAUSED`,
      `${phase}_RESUMED`,
      `${phase}_INTERRUPTED`,
      `${phase}_COMPLETED`,
    ]);
    expect(events.map((event) => checkpointOf(event)?.sessionType)).toEqual(
      Array<SessionType>(5).fill(session.sessionType),
    );
    expect(events.map((event) => checkpointOf(event)?.at)).toEqual([nine, past(1), past(2), past(3), past(4)]);
  });

  it('has all of the time left at the start, and none at the end [T6]', () => {
    expect(checkpointOf(facts.started(nine))?.remainingMs).toBe(work.durationMs);
    expect(checkpointOf(facts.completed(past(25), shortBreak))?.remainingMs).toBe(0);
    expect(checkpointOf(facts.interrupted(past(20), 5 * MINUTE, 'skipped'))?.remainingMs).toBe(5 * MINUTE);
  });

  it('knows the last sign of life, also where something happened without its owner [T6]', () => {
    expect(checkpointOf(facts.completed(past(25), shortBreak, work, past(7)))?.lastActiveAt).toBe(past(7));
    expect(checkpointOf(facts.started(past(25), shortBreak, { lastActiveAt: past(24) }))?.lastActiveAt).toBe(past(24));
    const abandoned = facts.interrupted(past(1440), MINUTE, 'abandoned', work, nine);
    expect(checkpointOf(abandoned)?.lastActiveAt).toBe(nine);
  });

  const noTransitions: TimerEvent[] = [
    facts.task(nine, thesis),
    facts.unattended(nine, past(5)),
    facts.trimmed(past(6), nine, past(5)),
    facts.dropped(past(6), 'stopped'),
    { type: 'StopMovedEarlier', data: { sessionId: 'first', fromAt: past(6), toAt: past(5) } },
    {
      type: 'SessionExtended',
      data: { ...work, extendedAt: past(5), addedMs: MINUTE, endsAt: past(26), dueAt: past(26) },
    },
  ];
  it.each(noTransitions)('is not made of $type, which is no transition [T6]', (event) =>
    expect(checkpointOf(event)).toBeNull(),
  );
});
