import type { Append, AppendResult } from './append';
import type { LaneAppend } from './append-batch';
import { GROUPS } from './append-queue';
import { Turns } from './turns';

/** Commits one portion. */
export type Commit = (portion: readonly LaneAppend[]) => Promise<readonly AppendResult[]>;

/**
 * Appends by the hundred, past the queue. The halves of the lanes are those of the queue, and each has one such commit
 * at a time, so that whoever waits for an answer waits for one of them at most.
 */
export class AppendTogether {
  readonly #turns = new Turns();

  constructor(readonly commit: Commit) {}

  /** One result per append, in their order. */
  async add(batch: readonly LaneAppend[]): Promise<readonly AppendResult[]> {
    const results = new Map<Append, AppendResult>();
    const commitGroup = async (group: number) => {
      const portion = batch.filter(({ lane }) => lane % GROUPS === group);
      if (portion.length === 0) return;
      const done = await this.#turns.run(`group ${group}`, () => this.commit(portion));
      portion.forEach(({ append }, nth) => results.set(append, done[nth]!));
    };
    await Promise.all(Array.from({ length: GROUPS }, (_, group) => commitGroup(group)));
    return batch.map(({ append }) => results.get(append)!);
  }
}
