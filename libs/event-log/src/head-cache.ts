import { LRUCache } from 'lru-cache';
import type { Head } from './head';
import type { EventLog } from './log';

const HEADS_MAX = 20_000;

/** What a process knows of a stream for deciding; nothing where the stream has no events yet. */
export type KnownHead = Pick<Head, 'version' | 'position' | 'state' | 'occurredAt'> | undefined;

/**
 * The heads that this process wrote or read last. They may be stale, since others write too: deciding may use them,
 * because the append compares versions; answering a question may not.
 */
export class HeadCache {
  readonly #heads = new LRUCache<string, NonNullable<KnownHead>>({ max: HEADS_MAX });
  #wanted = new Map<string, Promise<KnownHead>>();
  #page: Promise<ReadonlyMap<string, Head>> | undefined;

  constructor(readonly log: EventLog) {}

  /** At once where it is known, else read together with all others that are missed in this turn. */
  get(streamId: string): KnownHead | Promise<KnownHead> {
    return this.#heads.get(streamId) ?? this.#wanted.get(streamId) ?? this.#read(streamId);
  }

  set(streamId: string, head: KnownHead): void {
    if (head) this.#heads.set(streamId, head);
    else this.#heads.delete(streamId);
  }

  #read(streamId: string): Promise<KnownHead> {
    this.#page ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        const streamIds = [...this.#wanted.keys()];
        this.#wanted = new Map();
        this.#page = undefined;
        this.log.heads(streamIds).then((heads) => resolve(new Map(heads.map((head) => [head.streamId, head]))), reject);
      });
    });
    const head = this.#page.then((heads) => heads.get(streamId));
    this.#wanted.set(streamId, head);
    return head;
  }
}
