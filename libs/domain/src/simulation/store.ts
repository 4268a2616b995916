import { fold, type Decider, type Instant } from '../decider';
import type { Timer, TimerCommand, TimerEvent } from '../timer/timer-words';

/** The decider under test; a planted bug is another one. */
export type TimerDecider = Required<Decider<Timer, TimerCommand, TimerEvent>>;

export interface Stored {
  readonly version: number;
  readonly event: TimerEvent;
  readonly commandId: string | null;
  readonly recordedAt: Instant;
}

/** The current fold, written together with the events. */
export interface Head {
  readonly state: Timer;
  readonly version: number;
  readonly occurredAt: Instant;
}

/** What a command was told, for ever. */
export interface Answer {
  readonly version: number;
  readonly rejection: string | null;
}

export interface Append {
  readonly expected: Head;
  readonly events: readonly TimerEvent[];
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly commandId: string | null;
  readonly rejection: string | null;
}

export type Appended =
  { readonly result: 'appended' | 'repeated'; readonly answer: Answer } | { readonly result: 'conflict' };

/** The log of one user: versions without holes, and one row for each command ever answered. */
export class Store {
  readonly stored: Stored[] = [];
  readonly answers = new Map<string, Answer>();
  head: Head;

  constructor(private readonly decider: TimerDecider) {
    this.head = { state: decider.initial, version: 0, occurredAt: 0 };
  }

  append(append: Append): Appended {
    const first = this.firstAnswer(append.commandId);
    if (first) return { result: 'repeated', answer: first };
    if (!this.isCurrent(append.expected)) return { result: 'conflict' };
    for (const event of append.events) {
      const { commandId, recordedAt } = append;
      this.stored.push({ version: this.stored.length + 1, event, commandId, recordedAt });
    }
    const version = this.stored.length;
    if (append.events.length > 0) {
      // A stop that was moved earlier lies before the last event; the stream's time does not go back with it.
      const occurredAt = Math.max(append.expected.occurredAt, append.occurredAt);
      this.head = { state: fold(this.decider, append.expected.state, append.events), version, occurredAt };
    }
    const answer = { version, rejection: append.rejection };
    if (append.commandId !== null) this.answers.set(append.commandId, answer);
    return { result: 'appended', answer };
  }

  protected firstAnswer(commandId: string | null): Answer | undefined {
    return commandId === null ? undefined : this.answers.get(commandId);
  }

  protected isCurrent(expected: Head): boolean {
    return expected.version === this.head.version;
  }
}
