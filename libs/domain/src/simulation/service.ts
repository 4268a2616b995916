import type { Instant } from '../decider';
import { CLOCK_TOLERANCE_MS, occurredAt } from '../occurred-at';
import { Rejection } from '../rejection';
import type { TimerSettings } from '../timer/settings';
import type { TimerEvent } from '../timer/timer-words';
import { PRESENT_WITHIN_MS } from '../timer/unattended';
import type { Count } from './counters';
import type { Answer, Appended, Head, Store, TimerDecider } from './store';
import { returnNoted, type Wish } from './wishes';

/** A place between two steps, where anything may happen: another process runs, or this one is killed. */
export type Place = 'read' | 'decided' | 'appended';
export type Steps<Result> = Generator<Place, Result>;

/** More attempts at one command than this would be a livelock. */
const ATTEMPTS_MAX = 200;

/** What all instances share: the database with its clock, and the last sign of life. */
export interface Shared {
  readonly store: Store;
  readonly decider: TimerDecider;
  readonly settings: TimerSettings;
  readonly clock: { now: Instant };
  readonly presence: { seenAt: Instant };
  readonly count: Count;
  newId(): string;
  onAppended(): void;
}

interface Decision {
  readonly at: Instant;
  readonly events: readonly TimerEvent[];
  readonly rejection: string | null;
}

/** One instance of the timer-service; what it remembers dies with it. */
export class Service {
  protected remembered: Head | undefined;

  constructor(private readonly shared: Shared) {}

  crash(): void {
    this.remembered = undefined;
  }

  /** A device's command, from its arrival to its answer. */
  *receive(wish: Wish): Steps<Answer> {
    yield* this.heartbeat();
    return yield* this.handle(wish);
  }

  /** A sign of life; after a silence it is told to the timer first. */
  *heartbeat(): Steps<void> {
    const { presence, clock } = this.shared;
    if (clock.now - presence.seenAt > PRESENT_WITHIN_MS) yield* this.handle(returnNoted(presence.seenAt));
    presence.seenAt = Math.max(presence.seenAt, clock.now);
  }

  /** What a client reads is always the database's own head. */
  *read(): Steps<Head> {
    yield 'read';
    return this.shared.store.head;
  }

  /** Whatever is due by now happens, dated to when it was due. */
  *sweep(): Steps<void> {
    const { store, decider, clock, presence } = this.shared;
    const dueAt = decider.dueAt(store.head.state, presence.seenAt);
    if (dueAt !== null && dueAt <= clock.now) yield* this.wake(store.head);
  }

  private *handle(wish: Wish): Steps<Answer> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const head = this.remembered ?? this.shared.store.head;
      yield 'read';
      const decision = this.decision(wish, head);
      if (decision === 'wake first') {
        yield* this.wake(head);
        continue;
      }
      yield 'decided';
      const appended = this.append(head, decision, wish.commandId);
      if (appended.result === 'conflict') continue;
      yield 'appended';
      return appended.answer;
    }
    throw new Error('A command found no end of conflicts');
  }

  private *wake(head: Head): Steps<void> {
    const { decider, clock, presence, settings, newId } = this.shared;
    const lastSeenAt = presence.seenAt;
    const at = decider.endsAt(head.state, lastSeenAt);
    if (at === null) return;
    const wake = { type: 'WakeTimer', at, receivedAt: clock.now, sessionId: newId(), settings, lastSeenAt } as const;
    const events = decider.decide(head.state, wake);
    yield 'decided';
    this.append(head, { at, events, rejection: null }, null);
    yield 'appended';
  }

  private decision(wish: Wish, head: Head): Decision | 'wake first' {
    const { decider, clock, presence, settings, newId } = this.shared;
    try {
      const notBefore = decider.notBefore(head.state, wish.type) ?? head.occurredAt;
      const at = occurredAt({ category: decider.category, at: wish.at, notBefore, now: clock.now });
      const endsAt = decider.endsAt(head.state, presence.seenAt);
      if (endsAt !== null && endsAt <= at) return 'wake first';
      const given = { at, receivedAt: clock.now, newId: newId(), settings };
      return { at, events: decider.decide(head.state, wish.command(given)), rejection: null };
    } catch (failure) {
      if (!(failure instanceof Rejection)) throw failure;
      return { at: head.occurredAt, events: [], rejection: failure.code };
    }
  }

  private append(expected: Head, { at, events, rejection }: Decision, commandId: string | null): Appended {
    const { store, clock, count, onAppended } = this.shared;
    const recordedAt = clock.now;
    const appended = store.append({ expected, events, occurredAt: at, recordedAt, commandId, rejection });
    this.remembered = store.head;
    if (appended.result === 'conflict') count('conflict');
    if (appended.result === 'repeated') count('idempotent hit');
    if (appended.result === 'appended') {
      if (rejection !== null) count('refusal');
      if (events.length > 0 && commandId !== null && recordedAt - at > CLOCK_TOLERANCE_MS) count('late command');
      onAppended();
    }
    return appended;
  }
}
