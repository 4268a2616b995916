import type { Instant } from '../decider';
import type { Chance } from './chance';
import type { Count } from './counters';

interface Message {
  readonly readyAt: Instant;
  readonly isCopy: boolean;
  deliver(): void;
}

const LOST = 0.1;
const DOUBLED = 0.15;
const DELAYS_MS = [0, 0, 20, 20, 100, 3_000, 60_000];
/** Delayed copies beyond this are lost instead. */
const IN_FLIGHT_MAX = 40;

/** Loses, doubles, delays and reorders. */
export class Network {
  private readonly inFlight: Message[] = [];
  isCalm = false;

  constructor(
    private readonly chance: Chance,
    private readonly clock: { now: Instant },
    private readonly count: Count,
  ) {}

  send(deliver: () => void): void {
    if (!this.isCalm && this.chance.happens(LOST)) return;
    this.put(deliver, false);
    if (!this.isCalm && this.chance.happens(DOUBLED)) this.put(deliver, true);
  }

  /** Some message that has arrived is handed over, not necessarily the oldest. */
  deliverOne(): boolean {
    const ready = this.inFlight.filter(({ readyAt }) => this.isCalm || readyAt <= this.clock.now);
    if (ready.length === 0) return false;
    const message = this.chance.pick(ready);
    this.inFlight.splice(this.inFlight.indexOf(message), 1);
    if (message.isCopy) this.count('redelivery');
    message.deliver();
    return true;
  }

  private put(deliver: () => void, isCopy: boolean): void {
    if (this.inFlight.length >= IN_FLIGHT_MAX) return;
    this.inFlight.push({ readyAt: this.clock.now + this.chance.pick(DELAYS_MS), isCopy, deliver });
  }
}
