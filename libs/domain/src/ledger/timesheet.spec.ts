import { MINUTE, type Instant } from '../decider';
import { nine, past, work } from '../testing/timer-story';
import type { TimerEvent } from '../timer/timer-words';
import { sessionOf, spansOf, timesheetAfter, type Span, type Timesheet } from './timesheet';

const seen = { ...work, lastActiveAt: nine };
const started: TimerEvent = {
  type: 'SessionStarted',
  data: { ...seen, startedAt: nine, endsAt: past(25), dueAt: past(25), automatic: false },
};
const paused = (at: Instant): TimerEvent => ({
  type: 'SessionPaused',
  data: { ...work, pausedAt: at, remainingMs: past(25) - at },
});
const resumed = (at: Instant, endsAt: Instant): TimerEvent => ({
  type: 'SessionResumed',
  data: { ...work, resumedAt: at, remainingMs: endsAt - at, endsAt, dueAt: endsAt },
});
const extended = (endsAt: Instant, addedMs: number): TimerEvent => ({
  type: 'SessionExtended',
  data: { ...work, extendedAt: past(1), addedMs, endsAt, dueAt: endsAt },
});
const stopped = (at: Instant): TimerEvent => ({
  type: 'SessionInterrupted',
  data: { ...seen, interruptedAt: at, remainingMs: 0, reason: 'stopped' },
});
const completed = (at: Instant): TimerEvent => ({
  type: 'SessionCompleted',
  data: { ...seen, completedAt: at, next: { sessionType: 'short_break', roundNumber: 1, durationMs: 5 * MINUTE } },
});
const stopMoved = (fromAt: Instant, toAt: Instant): TimerEvent => ({
  type: 'StopMovedEarlier',
  data: { sessionId: 'first', fromAt, toAt },
});
const noted = (fromAt: Instant, toAt: Instant): TimerEvent => ({
  type: 'UnattendedNoted',
  data: { sessionId: 'first', fromAt, toAt },
});
const trimmed = (fromAt: Instant, toAt: Instant): TimerEvent => ({
  type: 'UnattendedTrimmed',
  data: { sessionId: 'first', fromAt, toAt, trimmedAt: past(60) },
});

function sheetOf(...events: readonly TimerEvent[]): Timesheet {
  const sheet = events.reduce<Timesheet | undefined>((folded, event) => timesheetAfter(folded, event), undefined);
  if (!sheet) throw new Error('No event started the session');
  return sheet;
}

/** `work 0-10` for ten minutes of work from nine o'clock on; `!` where nobody was present, `…` where it goes on. */
const told = (...events: readonly TimerEvent[]) =>
  spansOf(sheetOf(...events)).map(({ kind, startsAt, endsAt, unattended, isOver }: Span) => {
    const minutes = (at: Instant | null) => (at === null ? '' : String((at - nine) / MINUTE));
    return `${kind}${unattended ? '!' : ''} ${minutes(startsAt)}-${minutes(endsAt)}${isOver ? '' : '…'}`;
  });

describe('the time of a session', () => {
  it('runs to its end while nothing happens', () => expect(told(started)).toEqual(['work 0-25…']));

  it('is exact to the millisecond [I-14]', () =>
    expect(spansOf(sheetOf(started, stopped(nine + 1)))).toMatchObject([{ startsAt: nine, endsAt: nine + 1 }]));

  it('is none while it is paused [I-15]', () => {
    expect(told(started, paused(past(10)))).toEqual(['work 0-10', 'paused 10-…']);
    expect(told(started, paused(past(10)), resumed(past(40), past(55)))).toEqual([
      'work 0-10',
      'paused 10-40',
      'work 40-55…',
    ]);
  });

  it('ends where the session ended, also out of a pause', () => {
    expect(told(started, completed(past(25)))).toEqual(['work 0-25']);
    expect(told(started, paused(past(10)), stopped(past(12)))).toEqual(['work 0-10', 'paused 10-12']);
    expect(sheetOf(started, completed(past(25))).completedAt).toBe(past(25));
    expect(sheetOf(started, stopped(past(25))).completedAt).toBeNull();
  });

  it('is longer by what was added', () =>
    expect(told(started, extended(past(30), 5 * MINUTE))).toEqual(['work 0-30…']));

  it('is nothing where it ended as it began', () => expect(told(started, stopped(nine))).toEqual([]));
});

describe('what is told late', () => {
  it('ends at the earliest stop, whatever was there behind it', () => {
    const history = [started, paused(past(5)), resumed(past(6), past(26)), stopped(past(20))];
    expect(told(...history, stopMoved(past(20), past(8)))).toEqual(['work 0-5', 'paused 5-6', 'work 6-8']);
    expect(told(...history, stopMoved(past(20), past(5)))).toEqual(['work 0-5']);
  });

  it('takes the silence behind a pause away, as the timer does', () =>
    expect(told(started, noted(past(3), past(20)), paused(past(5)), resumed(past(10), past(30)))).toEqual([
      'work 0-3',
      'work! 3-5',
      'paused 5-10',
      'work 10-30…',
    ]));
});

describe('time without any device', () => {
  it('counts, and is marked [T12]', () =>
    expect(told(started, noted(past(5), past(15)))).toEqual(['work 0-5', 'work! 5-15', 'work 15-25…']));

  it('is nobody’s time where it was trimmed', () => {
    const history = [started, noted(past(5), past(15)), completed(past(25))];
    expect(told(...history, trimmed(past(5), past(15)))).toEqual(['work 0-5', 'work 15-25']);
    expect(told(...history, trimmed(past(8), past(10)))).toEqual([
      'work 0-5',
      'work! 5-8',
      'work! 10-15',
      'work 15-25',
    ]);
    expect(sheetOf(...history, trimmed(past(5), past(15))).completedAt).toBe(past(25));
  });
});

describe('an event', () => {
  it('names its session, unless it is about none', () => {
    expect(sessionOf(started)).toBe('first');
    expect(sessionOf({ type: 'TaskSelected', data: { selectedAt: nine, task: null } })).toBeNull();
  });

  it('about a session that was never started is a bug', () =>
    expect(() => timesheetAfter(undefined, stopped(nine))).toThrow('SessionInterrupted'));
});
