import { unreachable, type Instant } from '../decider';
import { timer } from '../timer/timer';
import type { Session, Timer, TimerEvent } from '../timer/timer-words';
import { isUnderWay, remainingMs } from '../timer/timer-session';
import { Breach, must } from './breach';
import type { Count } from './counters';
import type { Store, Stored } from './store';

/** A session as the auditor keeps book of it: what ran is added up, never taken from the timer's own state. */
interface Booked {
  readonly sessionId: string;
  durationMs: number;
  ranMs: number;
  runningSinceAt: Instant | null;
  changedAt: Instant;
}

/** Reads every event once and keeps its own book; whatever does not add up is a breach. */
export class Audit {
  private readonly begun = new Set<string>();
  private readonly lastVersionOf = new Map<string, number>();
  private readonly states: string[] = [];
  private folded: Timer = timer.initial;
  private open: Booked | null = null;
  private closed: Booked | null = null;
  private closedAt: Instant = 0;

  constructor(
    private readonly store: Store,
    private readonly count: Count,
  ) {
    this.states.push(JSON.stringify(this.folded));
  }

  /** Everything that must hold after any step. */
  check(now: Instant): void {
    const { stored, head } = this.store;
    for (const entry of stored.slice(this.states.length - 1)) this.read(entry);
    must(this.states[head.version] === JSON.stringify(head.state), 'I-07', 'the head is not the fold of its events');
    must(head.version === stored.length, 'I-02', `the head is at ${head.version} of ${stored.length} events`);
    if (!isUnderWay(head.state)) return;
    const leftMs = remainingMs(head.state, Math.max(now, head.state.changedAt));
    must(leftMs >= 0 && leftMs <= head.state.session.durationMs, 'I-15', `${leftMs} ms are left`);
  }

  /** What a client shows is what the server had at that version. */
  checkShown(version: number, state: Timer): void {
    must(this.states[version] === JSON.stringify(state), 'I-20', `another state is shown at version ${version}`);
  }

  /** An answered command has all of its events in the store, up to the version that was answered. */
  checkAnswered(commandId: string, version: number): void {
    const last = this.lastVersionOf.get(commandId);
    must(last === undefined || last === version, 'I-01', `${commandId} was answered ${version} and stored ${last}`);
  }

  private read({ version, event, commandId, recordedAt }: Stored): void {
    must(version === this.states.length, 'I-02', `version ${version} follows ${this.states.length - 1}`);
    if (commandId !== null) {
      const last = this.lastVersionOf.get(commandId);
      must(last === undefined || last === version - 1, 'I-01', `${commandId} took effect twice`);
      this.lastVersionOf.set(commandId, version);
    }
    this.book(event, recordedAt);
    this.folded = timer.evolve(this.folded, event);
    this.states.push(JSON.stringify(this.folded));
  }

  private book(event: TimerEvent, recordedAt: Instant): void {
    switch (event.type) {
      case 'SessionStarted':
        if (event.data.automatic) this.count('automatic start');
        return this.begin(event.data, event.data.startedAt, event.data.endsAt);
      case 'SessionPaused': {
        const { pausedAt, remainingMs } = event.data;
        return this.halt(this.running(), pausedAt, remainingMs);
      }
      case 'SessionResumed': {
        const { resumedAt, endsAt } = event.data;
        const session = this.underWay();
        must(session.runningSinceAt === null, 'I-15', 'a session was resumed that ran');
        must(resumedAt >= session.changedAt, 'I-15', 'a session was resumed before it was paused');
        Object.assign(session, { runningSinceAt: resumedAt, changedAt: resumedAt });
        return must(endsAt === endOf(session), 'I-15', 'the end of a resumed session is not what was left');
      }
      case 'SessionExtended': {
        const { addedMs, endsAt, extendedAt } = event.data;
        const session = this.running();
        Object.assign(session, { durationMs: session.durationMs + addedMs, changedAt: extendedAt });
        return must(endsAt === endOf(session), 'I-15', 'the end of an extended session did not move with it');
      }
      case 'SessionInterrupted': {
        const { reason, interruptedAt, remainingMs } = event.data;
        if (reason === 'abandoned') this.count('abandonment');
        if (reason === 'replaced') this.count('replaced session');
        return this.end(interruptedAt, remainingMs);
      }
      case 'SessionCompleted': {
        const { completedAt } = event.data;
        must(completedAt === endOf(this.running()), 'T5', 'a completion is not dated to the end');
        must(recordedAt >= completedAt, 'I-12', 'a session was completed before its time');
        return this.end(completedAt, 0);
      }
      case 'NextSessionDropped':
        if (event.data.reason === 'abandoned') this.count('abandonment');
        return must(this.open === null, 'I-13', 'a session laid out was dropped while another one ran');
      case 'StopMovedEarlier': {
        this.count('earlier stop');
        const { sessionId, fromAt, toAt } = event.data;
        must(this.closed?.sessionId === sessionId && fromAt === this.closedAt, 'I-11', 'another stop was moved');
        must(toAt < fromAt && toAt >= this.closed.changedAt, 'I-11', 'a stop was moved before what it stopped');
        this.closedAt = toAt;
        return;
      }
      case 'UnattendedNoted': {
        this.count('unattended time');
        const { sessionId, fromAt, toAt } = event.data;
        const session = this.running();
        must(sessionId === session.sessionId && fromAt < toAt, 'T12', 'a span has no session or no length');
        return must(fromAt >= session.changedAt && toAt <= endOf(session), 'T12', 'a span lies outside its session');
      }
      case 'TaskSelected':
      case 'UnattendedTrimmed':
        return;
      default:
        return unreachable(event);
    }
  }

  private begin({ sessionId, durationMs }: Session, startedAt: Instant, endsAt: Instant): void {
    must(this.open === null, 'I-13', `${sessionId} began while ${this.open?.sessionId} was under way`);
    must(!this.begun.has(sessionId), 'I-11', `${sessionId} began twice`);
    must(startedAt >= this.closedAt, 'I-13', `${sessionId} began before the one before it had ended`);
    must(endsAt === startedAt + durationMs, 'T1', `${sessionId} does not end at its end`);
    this.begun.add(sessionId);
    this.open = { sessionId, durationMs, ranMs: 0, runningSinceAt: startedAt, changedAt: startedAt };
  }

  private halt(session: Booked, at: Instant, remainingMs: number): void {
    must(at >= session.changedAt, 'I-15', `${session.sessionId} went back in time`);
    if (session.runningSinceAt !== null) session.ranMs += at - session.runningSinceAt;
    Object.assign(session, { runningSinceAt: null, changedAt: at });
    must(session.ranMs + remainingMs === session.durationMs, 'I-15', 'what ran and what is left is not the whole');
    must(remainingMs >= 0 && remainingMs <= session.durationMs, 'I-15', `${remainingMs} ms are left`);
  }

  private end(at: Instant, remainingMs: number): void {
    const session = this.underWay();
    this.closed = { ...session };
    this.halt(session, at, remainingMs);
    this.closedAt = at;
    this.open = null;
  }

  private underWay(): Booked {
    if (!this.open) throw new Breach('I-11', 'something happened to a session that was not under way');
    return this.open;
  }

  private running(): Booked {
    const session = this.underWay();
    must(session.runningSinceAt !== null, 'I-15', `${session.sessionId} was paused and is said to have run`);
    return session;
  }
}

function endOf({ runningSinceAt, durationMs, ranMs }: Booked): Instant {
  return (runningSinceAt ?? Number.NaN) + durationMs - ranMs;
}
