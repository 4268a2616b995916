import type { Append, AppendResult } from './append';
import type { LaneAppend } from './append-batch';
import { GROUPS } from './append-queue';
import { Turns } from '../deciding/turns';

/** Commits one portion. */
export type Commit = (portion: readonly LaneAppend[]) => Promise<readonly AppendResult[]>;

/**
 * Appends by the hundred, past the queue: lane after lane, and in each half of the lanes, which are those of the queue,
 * one at a time. Whoever waits for an answer has a lane of their own as a rule, and else waits for one commit at most.
 */
export class AppendTogether {
  readonly #turns = new Turns();

  constructor(readonly commit: Commit) {}

  /** One result per append, in their order. */
  async add(batch: readonly LaneAppend[]): Promise<readonly AppendResult[]> {
    const results = new Map<Append, AppendResult>();
    const commitLane = async (lane: number) => {
      const portion = batch.filter((one) => one.lane === lane);
      const done = await this.#turns.run(`group ${lane % GROUPS}`, () => this.commit(portion));
      portion.forEach(({ append }, nth) => results.set(append, done[nth]!));
    };
    await Promise.all([...new Set(batch.map(({ lane }) => lane))].map(commitLane));
    return batch.map(({ append }) => results.get(append)!);
  }
}
