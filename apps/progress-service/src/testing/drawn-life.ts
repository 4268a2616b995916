import {
  dayAt,
  dayByCalendar,
  defaultSettings,
  HOUR,
  MINUTE,
  occurredAt,
  Rejection,
  SECOND,
  timer,
  workClock,
  type ClockCommand,
  type Day,
  type DayFrame,
  type DayWish,
  type Instant,
  type Timer,
  type TimerCommand,
  type WorkClock,
} from '@tidemark/domain';
import fc from 'fast-check';
import type { ToldEvent } from '@tidemark/projections';
import { clockTelling, isOfClock } from './drawn-clock';

const days = dayByCalendar('2026a');
/** Sessions of seconds may follow one another for as long as somebody counts as present. */
const WAKES_MAX = 200;

type Wish = TimerCommand | ClockCommand | DayWish;
type Telling = (at: Instant, newId: string, clock: WorkClock, day: DayFrame) => Wish;

/** What somebody does after a while, told at once or late; their timer or their day may be looked after first. */
interface Step {
  readonly gapMs: number;
  readonly lateMs: number;
  readonly isDayFirst: boolean;
  readonly isSeen: boolean;
  readonly tell: Telling;
}

const settings = { ...defaultSettings, workMs: 40 * MINUTE };
const told = (at: Instant) => ({ at, receivedAt: at });
const wished = (at: Instant) => ({ ...told(at), deviceId: 'laptop' });

const telling: fc.Arbitrary<Telling> = fc.oneof(
  { weight: 7, arbitrary: clockTelling },
  fc.integer({ min: SECOND, max: 30 * HOUR }).map((durationMs): Telling => (at, sessionId) => {
    return { type: 'StartSession', ...told(at), sessionId, settings, durationMs, replace: true };
  }),
  fc.constant<Telling>((at, sessionId) => ({ type: 'StartSession', ...told(at), sessionId, settings })),
  fc.constant<Telling>((at) => ({ type: 'PauseSession', ...told(at) })),
  fc.constant<Telling>((at) => ({ type: 'ResumeSession', ...told(at) })),
  fc.constant<Telling>((at, sessionId) => ({ type: 'SkipSession', ...told(at), sessionId, settings })),
  fc.constant<Telling>((at) => ({ type: 'StopSession', ...told(at) })),
  fc.constant<Telling>((at) => ({ type: 'ExtendSession', ...told(at), addedMs: 7 * MINUTE + 1 })),
  fc.constant<Telling>((at) => ({ type: 'OverrideCount', ...wished(at), count: 3 })),
  fc.constant<Telling>((at) => ({ type: 'ResetCount', ...wished(at) })),
  fc
    .constantFrom('Pacific/Kiritimati', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe')
    .map((timezone): Telling => (at) => ({ type: 'ChangeSettings', ...wished(at), changes: { timezone } })),
  fc
    .integer({ min: 0, max: 23 })
    .map((hour): Telling => (at) => ({ type: 'ChangeSettings', ...wished(at), changes: { dailyResetTime: { hour } } })),
);

const step: fc.Arbitrary<Step> = fc.record({
  gapMs: fc.oneof(fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 0, max: 30 * HOUR })),
  lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 24 * HOUR })),
  isDayFirst: fc.boolean(),
  isSeen: fc.boolean(),
  tell: telling,
});

/** The three streams of a user, as they were recorded, one event after the other. */
export const drawnLife: fc.Arbitrary<readonly ToldEvent[]> = fc
  .array(step, { minLength: 1, maxLength: 25 })
  .map((steps) => new Life().lived(steps));

/** A user whose timer, work clock and days are decided as the service decides them. */
class Life {
  private readonly events: ToldEvent[] = [];
  private readonly versions = { timer: 0, clock: 0, day: 0 };
  private timer: Timer = timer.initial;
  private timerAt = 0;
  private clock: WorkClock = workClock.initial;
  private day: Day = days.initial;
  private now: Instant = Date.parse('2026-03-27T15:30:00.000Z');
  private seenAt = this.now;
  private sessions = 0;

  lived(steps: readonly Step[]): readonly ToldEvent[] {
    for (const { gapMs, lateMs, isDayFirst, isSeen, tell } of steps) {
      this.now += gapMs;
      if (isDayFirst) this.closeDays();
      this.wakeTimer(this.now);
      this.wakeClock();
      this.closeDays();
      if (isSeen) this.seen();
      const today = dayAt(this.now, this.day.settings);
      this.tell(tell(this.now, `session-${(this.sessions += 1)}`, this.clock, today), lateMs);
    }
    return this.events;
  }

  private tell(probe: Wish, lateMs: number): void {
    if ('deviceId' in probe) return this.decideDay(probe);
    const claim = lateMs === 0 ? undefined : this.now - lateMs;
    try {
      if (isOfClock(probe)) {
        const notBefore = workClock.notBefore?.(this.clock, probe.type) ?? Number.NEGATIVE_INFINITY;
        const at = occurredAt({ category: 'clock', at: claim, notBefore, now: this.now });
        return this.decideClock({ ...probe, at });
      }
      const notBefore = timer.notBefore?.(this.timer, probe.type) ?? this.timerAt;
      const at = occurredAt({ category: 'timer', at: claim, notBefore, now: this.now });
      this.wakeTimer(at);
      this.decideTimer({ ...probe, at });
    } catch (refusal) {
      if (!(refusal instanceof Rejection)) throw refusal;
    }
  }

  private seen(): void {
    this.decideTimer({ type: 'NoteReturn', ...told(this.now), lastSeenAt: this.seenAt });
    this.seenAt = this.now;
    const [span] = this.timer.unattended;
    if (span) this.decideTimer({ type: 'TrimUnattended', ...told(this.now), ...span });
  }

  private wakeTimer(until: Instant): void {
    for (let wakes = 0; wakes < WAKES_MAX; wakes += 1) {
      const at = timer.endsAt?.(this.timer, this.seenAt) ?? null;
      if (at === null || at > until) return;
      const sessionId = `session-${(this.sessions += 1)}`;
      const wake = { at, receivedAt: this.now, lastSeenAt: this.seenAt, settings, sessionId };
      this.decideTimer({ type: 'WakeTimer', ...wake });
    }
  }

  private wakeClock(): void {
    const at = workClock.dueAt?.(this.clock) ?? null;
    if (at !== null && at <= this.now) this.decideClock({ type: 'NoteMissedClockOut', at, receivedAt: this.now });
  }

  private closeDays(): void {
    for (let at = days.endsAt?.(this.day); at && at <= this.now; at = days.endsAt?.(this.day)) {
      this.decideDay({ type: 'CloseDay', at, receivedAt: this.now, deviceId: null });
    }
  }

  private decideTimer(command: TimerCommand): void {
    for (const event of timer.decide(this.timer, command)) {
      this.timer = timer.evolve(this.timer, event);
      this.timerAt = Math.max(this.timerAt, command.at);
      this.record('timer', event);
      if (event.type === 'SessionStarted') this.decideDay({ type: 'BeginDay', ...wished(this.now) });
    }
  }

  private decideClock(command: ClockCommand): void {
    for (const event of workClock.decide(this.clock, command)) {
      this.clock = workClock.evolve(this.clock, event);
      this.record('clock', event);
      this.decideDay({ type: 'BeginDay', ...wished(this.now) });
    }
  }

  private decideDay(wish: DayWish): void {
    for (const event of days.decide(this.day, wish)) {
      this.day = days.evolve(this.day, event);
      this.record('day', event);
    }
  }

  private record(category: ToldEvent['category'], event: ToldEvent['event']): void {
    const version = (this.versions[category] += 1);
    const position = this.events.length + 1;
    const recorded = { userId: 'one', streamId: `${category}-one`, version, position, recordedAt: this.now };
    this.events.push({ ...recorded, category, event } as ToldEvent);
  }
}
