import fc from 'fast-check';
import { checkpointOf } from './checkpoint';
import { HOUR, MINUTE, SECOND, fold, type Instant } from '../decider';
import { CLOCK_TOLERANCE_MS, LATE_MAX_MS, occurredAt } from '../occurred-at';
import { Rejection } from '../rejection';
import type { TimerSettings } from './settings';
import { Audit } from '../simulation/audit';
import { Store, type TimerDecider } from '../simulation/store';
import { nine, says, thesis } from '../testing/timer-story';
import { timer } from './timer';
import type { Timer, TimerCommand } from './timer-words';
import { isUnderWay, remainingMs } from './timer-session';
import { timerView } from './timer-view';
import { fromWire, toWire } from '../wire';

const sound = timer as TimerDecider;

/** Sessions of a second may follow each other for as long as somebody counts as present. */
const WAKES_MAX = 500;

/** What somebody does after a while: a command, said at once or late, once or twice. */
interface Step {
  readonly gapMs: number;
  readonly lateMs: number;
  readonly isSaidTwice: boolean;
  readonly isSeen: boolean;
  readonly command: (at: Instant, id: string) => TimerCommand;
}

const settings: fc.Arbitrary<TimerSettings> = fc.record({
  workMs: fc.integer({ min: SECOND, max: 2 * HOUR }),
  shortBreakMs: fc.integer({ min: SECOND, max: HOUR }),
  longBreakMs: fc.integer({ min: SECOND, max: HOUR }),
  longBreakInterval: fc.integer({ min: 1, max: 6 }),
  autoStartWork: fc.boolean(),
  autoStartBreak: fc.boolean(),
});

const command = (chosen: TimerSettings): fc.Arbitrary<Step['command']> =>
  fc.oneof(
    fc
      .record({
        replace: fc.boolean(),
        durationMs: fc.option(fc.integer({ min: 1, max: 30 * HOUR }), { nil: undefined }),
        sessionType: fc.constantFrom(undefined, 'work', 'short_break', 'long_break'),
        presetType: fc.constantFrom(undefined, 'short', 'long', 'custom'),
        task: fc.constantFrom(undefined, null, thesis),
      })
      .map((asked) => (at: Instant, sessionId: string) => says.start(at, { ...asked, sessionId, settings: chosen })),
    fc.constant((at: Instant) => says.pause(at)),
    fc.constant((at: Instant) => says.resume(at)),
    fc.constant((at: Instant, sessionId: string) => ({ ...says.skip(at, chosen), sessionId }) as TimerCommand),
    fc.constant((at: Instant) => says.stop(at)),
    fc.integer({ min: 1, max: 24 * HOUR }).map((addedMs) => (at: Instant) => says.extend(at, addedMs)),
    fc.constantFrom(null, thesis).map((task) => (at: Instant) => says.task(at, task)),
  );

const step = (chosen: TimerSettings): fc.Arbitrary<Step> =>
  fc.record({
    gapMs: fc.oneof(
      fc.integer({ min: 0, max: 10 * SECOND }),
      fc.integer({ min: 0, max: HOUR }),
      fc.constant(26 * HOUR),
    ),
    lateMs: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: LATE_MAX_MS + HOUR })),
    isSaidTwice: fc.boolean(),
    isSeen: fc.boolean(),
    command: command(chosen),
  });

const life = settings.chain((chosen) =>
  fc.record({ chosen: fc.constant(chosen), steps: fc.array(step(chosen), { maxLength: 40 }) }),
);

/** Lives a life and calls back after each append; wakes come when they are due, before what is said then. */
function live(chosen: TimerSettings, steps: readonly Step[], look: (store: Store, now: Instant) => void): void {
  const store = new Store(sound);
  let now = nine;
  let seenAt = nine;
  let ids = 0;
  const append = (said: TimerCommand, at: Instant) => {
    const { state } = store.head;
    const events = decided(() => sound.decide(state, said));
    const entry = { expected: store.head, events, occurredAt: at, recordedAt: now, commandId: null, rejection: null };
    store.append(entry);
    look(store, now);
  };
  const settle = (until: Instant, dueAt: (state: Timer) => Instant | null) => {
    for (let wakes = 0; (dueAt(store.head.state) ?? Number.POSITIVE_INFINITY) <= until; wakes += 1) {
      if (wakes === WAKES_MAX) throw new Error('A timer that was woken is due again for ever');
      const at = sound.endsAt(store.head.state, seenAt) ?? until;
      append({ ...says.wake(at, seenAt, chosen), sessionId: `session-${ids++}` } as TimerCommand, at);
    }
  };

  for (const { gapMs, lateMs, isSaidTwice, isSeen, command } of steps) {
    now += gapMs;
    settle(now, (state) => sound.dueAt(state, seenAt));
    if (isSeen) seenAt = now;
    const say = () => {
      const probe = command(now, `session-${ids++}`);
      const notBefore = sound.notBefore(store.head.state, probe.type) ?? store.head.occurredAt;
      const at = occurredAt({ category: 'timer', at: lateMs === 0 ? undefined : now - lateMs, notBefore, now });
      settle(at, (state) => sound.endsAt(state, seenAt));
      append({ ...probe, at, receivedAt: now }, at);
    };
    decided(() => (say(), []));
    if (isSaidTwice) decided(() => (say(), []));
  }
}

/** Nothing but a refusal may come out of deciding. */
function decided<Result>(decide: () => readonly Result[]): readonly Result[] {
  try {
    return decide();
  } catch (failure) {
    if (failure instanceof Rejection) return [];
    throw failure;
  }
}

describe('whatever is said to a timer, and whenever', () => {
  it('its sessions follow one another, each ending once, with all of their time accounted for [I-11] [I-12] [I-13] [I-15]', () =>
    fc.assert(
      fc.property(life, ({ chosen, steps }) => {
        let audit: Audit | undefined;
        live(chosen, steps, (store, now) => (audit ??= new Audit(store, () => undefined)).check(now));
      }),
    ));

  it('waking twice is waking once [T5]', () =>
    fc.assert(
      fc.property(life, fc.boolean(), ({ chosen, steps }, isPresent) =>
        live(chosen, steps, ({ head: { state } }, now) => {
          const seenAt = isPresent ? now : 0;
          const at = sound.endsAt(state, seenAt);
          if (at === null) return;
          const wake = says.wake(at, seenAt, chosen);
          const once = fold(sound, state, sound.decide(state, wake));
          expect(sound.decide(state, wake)).not.toEqual([]);
          expect(sound.decide(once, wake).filter(({ type }) => type === 'SessionCompleted')).toEqual([]);
          const endsLater = sound.endsAt(once, seenAt);
          if (endsLater === null || endsLater > at) expect(sound.decide(once, wake)).toEqual([]);
        }),
      ),
    ));

  it('what a client sees is whole seconds between nothing and the length of the session [T1] [I-15]', () =>
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 48 * HOUR }), ({ chosen, steps }, laterMs) =>
        live(chosen, steps, ({ head: { state, version } }, now) => {
          const view = timerView(state, {
            now: now + laterMs,
            lastSeenAt: 0,
            settings: chosen,
            version,
            revision: version,
          });
          expect(view.remainingSeconds).toBeGreaterThanOrEqual(0);
          expect(view.remainingSeconds).toBeLessThanOrEqual(view.durationSeconds);
          expect(view.isPaused).toBe(view.status === 'paused');
          expect(view.sessionId === null).toBe(!isUnderWay(state));
          expect(view).toMatchObject({ version, roundNumber: expect.any(Number) as number });
          expect(view.roundNumber).toBeGreaterThanOrEqual(1);
        }),
      ),
    ));

  it('every event comes back from the wire as it was, and its checkpoint agrees with the state it left [T6]', () =>
    fc.assert(
      fc.property(life, ({ chosen, steps }) =>
        live(chosen, steps, ({ stored, head: { state } }) => {
          const event = stored.at(-1)?.event;
          if (!event) return;
          const { data } = event;
          expect(fromWire(JSON.parse(JSON.stringify(toWire(data))))).toEqual(data);
          const checkpoint = checkpointOf(event);
          if (!checkpoint || !isUnderWay(state)) return;
          expect(checkpoint).toMatchObject({
            remainingMs: remainingMs(state, checkpoint.at),
            isPaused: state.status === 'paused',
            sessionType: state.session.sessionType,
            roundNumber: state.session.roundNumber,
            taskId: state.task?.id ?? null,
          });
        }),
      ),
    ));
});

describe('when a command happened', () => {
  it('is never in the future, never before what happened last, and never far from what was claimed', () => {
    const offset = fc.integer({ min: -2 * LATE_MAX_MS, max: 10 * MINUTE });
    fc.assert(
      fc.property(offset, fc.integer({ min: 0, max: LATE_MAX_MS }), (claimedMs, lastMs) => {
        const [claimed, notBefore] = [nine + claimedMs, nine - lastMs];
        const [at] = decided(() => [occurredAt({ category: 'timer', at: claimed, notBefore, now: nine })]);
        if (at === undefined) return;
        expect(at).toBeLessThanOrEqual(nine);
        expect(at).toBeGreaterThanOrEqual(notBefore);
        expect(Math.abs(at - claimed)).toBeLessThanOrEqual(CLOCK_TOLERANCE_MS);
      }),
    );
  });
});
