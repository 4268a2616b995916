import { SECOND } from '@tidemark/domain';
import { verdictOn } from '../link/answer';
import type { DeviceClock } from '../link/device-clock';
import type { Delivery } from './delivery';
import type { Entry } from './entry';
import type { Outbox } from './outbox';
import { patienceMs } from './patience';

/** So many lanes are served at the same time. */
const LANES_AT_ONCE = 4;
/** Whoever never stops typing is saved all the same, this often. */
const HELD_MAX_MS = 30 * SECOND;

/** What the sender needs around it. */
export interface SenderParts {
  readonly outbox: Pick<Outbox, 'waiting'>;
  readonly clock: DeviceClock;
  chance(): number;
  readonly delivery: Pick<Delivery, 'deliver' | 'delayed' | 'settled'>;
}

/** An entry that failed, or that shall not wait; `readyAt` by the steady clock. */
interface Trial {
  readonly attempts: number;
  readonly readyAt: number;
}

/** An entry that waits for a newer one in its place; both by the steady clock. */
interface Held {
  readonly since: number;
  readonly readyAt: number;
}

/**
 * Carries what waits in the outbox to the server: lane by lane, one after the other, until there is an answer that
 * ends it. Only one tab of a device does so; if it ever were two, the keys of the entries are the judge [S11].
 */
export class Sender {
  private isOn = false;
  private readonly busy = new Set<string>();
  private readonly held = new Map<string, Held>();
  private readonly alarms = new Map<string, () => void>();
  /** Lanes that wait for one of those that are served. */
  private readonly turnedAway = new Set<string>();
  private trials = new Map<string, Trial>();

  constructor(private readonly parts: SenderParts) {}

  /** What was found at the start has waited long enough; only what is new may be held. */
  start(): void {
    this.isOn = true;
    this.hurry();
  }

  stop(): void {
    this.isOn = false;
    this.alarms.forEach((cancel) => cancel());
    this.alarms.clear();
  }

  attemptsOf(key: string): number {
    return this.trials.get(key)?.attempts ?? 0;
  }

  /** Another entry stands in the place of one that was held. */
  replaced(old: string, entry: Entry): void {
    this.hold(entry, this.held.get(old)?.since ?? this.parts.clock.steady());
    this.held.delete(old);
  }

  /** The connection is back, or the page is about to go: nothing waits any longer. */
  hurry(): void {
    const readyAt = this.parts.clock.steady();
    const waiting = this.parts.outbox.waiting.map(({ key }) => key);
    this.trials = new Map(waiting.map((key) => [key, { attempts: this.attemptsOf(key), readyAt }]));
    this.held.clear();
    this.work();
  }

  /** Looks at every lane; called whenever the outbox has changed. */
  work(): void {
    if (!this.isOn) return;
    const { waiting } = this.parts.outbox;
    for (const lane of new Set(waiting.map((entry) => entry.lane))) void this.serve(lane);
  }

  /** The first of each lane: those that may be sent, be it once more. */
  heads(): readonly Entry[] {
    const heads = new Map<string, Entry>();
    for (const entry of this.parts.outbox.waiting) if (!heads.has(entry.lane)) heads.set(entry.lane, entry);
    return [...heads.values()];
  }

  private async serve(lane: string): Promise<void> {
    if (this.busy.has(lane)) return;
    if (this.busy.size >= LANES_AT_ONCE) return void this.turnedAway.add(lane);
    this.alarms.get(lane)?.();
    this.alarms.delete(lane);
    this.busy.add(lane);
    let waitMs: number | undefined;
    while (this.isOn && waitMs === undefined) {
      const [entry, next] = this.parts.outbox.waiting.filter((waiting) => waiting.lane === lane);
      if (!entry) break;
      const leftMs = this.readyAt(entry, next !== undefined) - this.parts.clock.steady();
      if (leftMs > 0) waitMs = leftMs;
      else await this.attempt(entry);
    }
    this.busy.delete(lane);
    if (waitMs !== undefined) this.setAlarm(lane, waitMs);
    const next = [...this.turnedAway];
    this.turnedAway.clear();
    for (const other of next) void this.serve(other);
  }

  private setAlarm(lane: string, waitMs: number): void {
    if (!Number.isFinite(waitMs)) return;
    const cancel = this.parts.clock.after(waitMs, () => void this.serve(lane));
    this.alarms.set(lane, cancel);
  }

  /** Held while it may be replaced. What stands behind it waits for nobody's typing. */
  private readyAt(entry: Entry, isFollowed: boolean): number {
    const now = this.parts.clock.steady();
    const trial = this.trials.get(entry.key);
    if (trial) return trial.readyAt;
    if (isFollowed) return now;
    return (this.held.get(entry.key) ?? this.hold(entry, now)).readyAt;
  }

  private hold({ key, holdMs }: Entry, since: number): Held {
    const readyAt = Math.min(this.parts.clock.steady() + holdMs, since + HELD_MAX_MS);
    const held = { since, readyAt };
    this.held.set(key, held);
    return held;
  }

  private async attempt(entry: Entry): Promise<void> {
    const answer = await this.parts.delivery.deliver(entry);
    this.held.delete(entry.key);
    if (answer.ok || verdictOn(answer.error) === 'never') {
      this.trials.delete(entry.key);
      return this.parts.delivery.settled(entry, answer);
    }
    const { clock, chance, delivery } = this.parts;
    const attempts = this.attemptsOf(entry.key) + 1;
    // Nobody is signed in: whoever signs in sets it going again.
    const isLost = verdictOn(answer.error) === 'new-token';
    const waitMs = isLost ? Number.POSITIVE_INFINITY : patienceMs(attempts, answer.error, chance());
    this.trials.set(entry.key, { attempts, readyAt: clock.steady() + waitMs });
    delivery.delayed(entry, answer.error, attempts);
  }
}
