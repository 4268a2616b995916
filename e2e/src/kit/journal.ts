import type { Ack } from './device';

/** A command as its sender remembers it: written down before it was sent, answered or not. */
export interface Entry {
  readonly userId: string;
  readonly commandId: string;
  readonly name: string;
  readonly data: object;
  /** The first answer; undefined for ever where none came. */
  answer?: Ack;
}

/** What a device knows of everything it ever wished, to be held against the store afterwards. */
export class Journal {
  readonly entries: Entry[] = [];
  /** Answers that should never have come. */
  readonly surprises: string[] = [];
  private answered = 0;
  private retried = 0;
  private unheard = 0;

  get acknowledged(): number {
    return this.answered;
  }

  /** How many answers came to a repeated key. */
  get repetitions(): number {
    return this.retried;
  }

  /** How many times a command was sent and nothing came back. */
  get silences(): number {
    return this.unheard;
  }

  intend(entry: Entry): Entry {
    this.entries.push(entry);
    return entry;
  }

  noteSilence(): void {
    this.unheard += 1;
  }

  /** Notes an answer; a second one to the same key must be the first one again [I-06]. */
  note(entry: Entry, ack: Ack): void {
    if (ack.error?.code === 'service/internal') this.surprises.push(`${entry.name}: ${JSON.stringify(ack)}`);
    if (!entry.answer) {
      entry.answer = ack;
      this.answered += 1;
      return;
    }
    this.retried += 1;
    if (JSON.stringify(entry.answer) !== JSON.stringify(ack)) {
      this.surprises.push(`${entry.name}: first ${JSON.stringify(entry.answer)}, then ${JSON.stringify(ack)}`);
    }
  }
}
