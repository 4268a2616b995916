import { LRUCache } from 'lru-cache';
import { AskedTogether } from './asked-together';
import type { Head } from '../head';
import type { EventLog } from '../log';

const HEADS_MAX = 20_000;
/** All states together, by what their deciders say of them. */
const HEADS_BYTES_MAX = 67_108_864;

/** What a process knows of a stream for deciding; nothing where the stream has no events yet. */
export type KnownHead = Pick<Head, 'version' | 'position' | 'state' | 'occurredAt'> | undefined;

/**
 * The heads that this process wrote or read last. They may be stale, since others write too: deciding may use them,
 * because the append compares versions; answering a question may not.
 */
export class HeadCache {
  readonly #heads: LRUCache<string, NonNullable<KnownHead>>;
  readonly #missed: AskedTogether<Head>;

  constructor(log: EventLog, bytesOf: (state: unknown) => number) {
    this.#heads = new LRUCache({
      max: HEADS_MAX,
      maxSize: HEADS_BYTES_MAX,
      sizeCalculation: ({ state }) => bytesOf(state),
    });
    this.#missed = new AskedTogether(
      async (streamIds) => new Map((await log.heads(streamIds)).map((head) => [head.streamId, head])),
    );
  }

  /** At once where it is known, else read together with all others that are missed in this turn. */
  get(streamId: string): KnownHead | Promise<KnownHead> {
    return this.#heads.get(streamId) ?? this.#missed.about(streamId);
  }

  set(streamId: string, head: KnownHead): void {
    if (head) this.#heads.set(streamId, head);
    else this.#heads.delete(streamId);
  }
}
