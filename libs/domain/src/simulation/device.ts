import type { Instant } from '../decider';
import type { Timer } from '../timer/timer-words';
import type { Chance } from './chance';
import { must } from './breach';
import type { Answer } from './store';
import { randomWish, type Wish } from './wishes';

/** What is left of a device's clock error after it was measured; the last one was never measured. */
const CLOCK_ERRORS_MS = [0, 0, 40, -40, 150, -150, 1_900, -1_900, 180_000];

/** A phone or a browser: it goes offline, queues what was pressed, and repeats until it was answered. */
export class Device {
  readonly queue: Wish[] = [];
  /** The first answer to each command, in the order of the answers. */
  readonly answered = new Map<string, Answer>();
  readonly pressed: Wish[] = [];
  shown: { version: number; state: Timer };
  isOnline = true;
  private readonly clockErrorMs: number;

  constructor(
    readonly name: string,
    private readonly chance: Chance,
    initial: Timer,
  ) {
    this.shown = { version: 0, state: initial };
    this.clockErrorMs = chance.pick(CLOCK_ERRORS_MS);
  }

  /** Somebody presses something; offline it is dated, by a clock that may be wrong. */
  press(now: Instant): void {
    const isDated = !this.isOnline || this.chance.happens(0.3);
    const wish: Wish = {
      ...randomWish(this.chance, this.shown.state),
      commandId: `${this.name}-${this.pressed.length + 1}`,
      at: isDated ? now + this.clockErrorMs : undefined,
    };
    this.pressed.push(wish);
    this.queue.push(wish);
  }

  /** The oldest command without an answer, or at times one that has had its answer long ago. */
  toSend(): Wish | undefined {
    const again = this.pressed.slice(0, this.answered.size);
    return again.length > 0 && this.chance.happens(0.05) ? this.chance.pick(again) : this.queue[0];
  }

  hear(commandId: string, answer: Answer): void {
    const first = this.answered.get(commandId);
    must(first === undefined || same(first, answer), 'I-06', `${commandId} was answered anew`);
    if (first === undefined) this.answered.set(commandId, answer);
    if (this.queue[0]?.commandId === commandId) this.queue.shift();
  }

  /** Versions that are older than what is shown come too late. */
  see(version: number, state: Timer): void {
    if (version > this.shown.version) this.shown = { version, state };
  }

  /** The highest version that any answer named. */
  get knownVersion(): number {
    return Math.max(0, ...[...this.answered.values()].map(({ version }) => version));
  }
}

function same(left: Answer, right: Answer): boolean {
  return left.version === right.version && left.rejection === right.rejection;
}
