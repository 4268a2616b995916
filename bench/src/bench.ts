import type { Table } from './report/table';

/** How much of everything a run does; `--quick` is for trying a bench out. */
export interface Effort {
  /** Peer and ours are measured in turn, so often; the median counts. */
  readonly rounds: number;
  readonly roundMs: number;
  /** Of users, sockets, timers and events. */
  readonly share: number;
}

export const FULL: Effort = { rounds: 5, roundMs: 1_500, share: 1 };
export const QUICK: Effort = { rounds: 1, roundMs: 800, share: 0.02 };

export type Say = (line: string) => void;

/** One section of docs/performance.md: what was asked, and the table that answers. */
export interface Bench {
  readonly name: string;
  readonly title: string;
  run(effort: Effort, say: Say): Promise<Table>;
}

/** So many of something, at this effort. */
export function sized({ share }: Effort, most: number): number {
  return Math.max(1, Math.round(most * share));
}
