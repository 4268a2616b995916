import { setTimeout as pause } from 'node:timers/promises';
import { PRESENT, ROLL_CALL, type Present } from '@tidemark/service-kit';
import type { Bus, BusMessage, Subscription } from '@tidemark/messaging';

/** Whoever is well answers within this. */
const ANSWER_WITHIN_MS = 120;
/** Whoever has said nothing for so long is gone, and was perhaps replaced. */
const FORGOTTEN_AFTER_MS = 15_000;
const PROCESSES_MAX = 1_000;
const MESSAGE_BYTES_MAX = 4_096;

/** A process as it last answered. */
export interface HeardProcess extends Present {
  readonly silentForMs: number;
  /** Calls from outside, between its last two answers. */
  readonly callsPerSecond: number;
}

interface Heard {
  readonly present: Present;
  readonly heardAtMs: number;
  readonly callsPerSecond: number;
}

/** Knows which processes there are, by calling the roll whenever somebody asks. */
export class Roll {
  private readonly heard = new Map<string, Heard>();
  private readonly listening: Subscription;

  constructor(private readonly bus: Bus) {
    this.listening = bus.subscribe(PRESENT, (message) => this.note(message));
  }

  async call(): Promise<readonly HeardProcess[]> {
    this.bus.publish(ROLL_CALL);
    await pause(ANSWER_WITHIN_MS);
    const now = performance.now();
    for (const [instance, { heardAtMs }] of this.heard) {
      if (now - heardAtMs > FORGOTTEN_AFTER_MS) this.heard.delete(instance);
    }
    return [...this.heard.values()]
      .map(({ present, heardAtMs, callsPerSecond }) => {
        return { ...present, callsPerSecond, silentForMs: Math.round(now - heardAtMs) };
      })
      .sort((one, other) => one.service.localeCompare(other.service) || one.startedAt.localeCompare(other.startedAt));
  }

  onApplicationShutdown(): void {
    this.listening.unsubscribe();
  }

  private note({ data }: BusMessage): void {
    const present = presentIn(data);
    if (!present || this.heard.size >= PROCESSES_MAX) return;
    const before = this.heard.get(present.instance);
    const heardAtMs = performance.now();
    this.heard.set(present.instance, { present, heardAtMs, callsPerSecond: rateSince(before, present, heardAtMs) });
  }
}

/** What was said, or nothing where it is not what we say: anybody on the bus may have said it. */
function presentIn(data: Buffer): Present | undefined {
  if (data.length > MESSAGE_BYTES_MAX) return undefined;
  try {
    const { missing = [], ...said } = JSON.parse(data.toString()) as Partial<Present>;
    const texts = [said.service, said.instance, said.startedAt, said.status];
    const numbers = [said.memoryBytes, said.sockets, said.calls, said.factsTold];
    const isWhole = texts.every((text) => typeof text === 'string') && numbers.every(Number.isFinite);
    return isWhole && Array.isArray(missing) ? ({ ...said, missing } as Present) : undefined;
  } catch {
    return undefined;
  }
}

function rateSince(before: Heard | undefined, { calls }: Present, nowMs: number): number {
  if (!before) return 0;
  return (1_000 * (calls - before.present.calls)) / Math.max(1, nowMs - before.heardAtMs);
}
