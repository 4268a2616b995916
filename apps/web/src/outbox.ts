import { SECOND, type TimerView } from '@tidemark/domain';
import type { Answer, Command, CommandName, Failure } from './protocol';

/** How long to wait before the same command goes out again when the server was too busy for it. */
const RESEND_AFTER_MS: readonly number[] = [SECOND, 5 * SECOND, 15 * SECOND];
/** A command that so many connections left without an answer is given up, so that it cannot block the others. */
const UNANSWERED_MAX = 6;
/** Nobody presses more than this before the connection is back. */
const WAITING_MAX = 20;

const undelivered: Failure = { code: 'outbox/undelivered', message: 'That did not get through. Please try again.' };
const overfull: Failure = { code: 'outbox/full', message: 'Too much is waiting for the connection already.' };

export interface Carrier {
  readonly isOpen: boolean;
  /** Answers null where the connection was lost before an answer came. */
  deliver(command: Command): Promise<Answer<TimerView> | null>;
  settled(command: Command, answer: Answer<TimerView>): void;
  pause(durationMs: number): Promise<void>;
}

/** Commands on their way: one at a time, in the order they were pressed, each with one key however often it is sent [T3]. */
export class Outbox {
  private readonly waiting: Command[] = [];
  private isFlushing = false;
  private unanswered = 0;

  constructor(private readonly carrier: Carrier) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  holds(name: CommandName): boolean {
    return this.waiting.some((command) => command.name === name);
  }

  add(command: Command): void {
    if (this.waiting.length >= WAITING_MAX) return this.carrier.settled(command, { ok: false, error: overfull });
    this.waiting.push(command);
    void this.flush();
  }

  /** Sends what waits; called again whenever a connection has come back. */
  async flush(): Promise<void> {
    if (this.isFlushing) return;
    this.isFlushing = true;
    for (let command = this.waiting[0]; command && this.carrier.isOpen; command = this.waiting[0]) {
      const answer = await this.carry(command);
      if (answer === null && (this.unanswered += 1) < UNANSWERED_MAX) continue;
      this.unanswered = 0;
      this.waiting.shift();
      this.carrier.settled(command, answer ?? { ok: false, error: undelivered });
    }
    this.isFlushing = false;
  }

  private async carry(command: Command): Promise<Answer<TimerView> | null> {
    for (const pauseMs of RESEND_AFTER_MS) {
      const answer = await this.carrier.deliver(command);
      if (answer === null || answer.ok || !isPassing(answer.error)) return answer;
      await this.carrier.pause(pauseMs);
    }
    return this.carrier.deliver(command);
  }
}

/** A token that ran out while the page slept is replaced before the next attempt. */
function isPassing({ code }: Failure): boolean {
  return code === 'service/unavailable' || code === 'request/too-many' || code === 'auth/expired';
}
