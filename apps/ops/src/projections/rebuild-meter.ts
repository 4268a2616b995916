import { SECOND } from '@tidemark/domain';
import type { RebuildProgress } from '@tidemark/event-log';
import { span } from '../terminal/moments';
import { bar } from '../terminal/progress-line';

/** Where one lane stands. */
export interface LaneStanding {
  readonly lane: number;
  readonly position: number;
  readonly laneEnd: number;
}

/** How many events a rebuild has read, and how long the rest will take at its pace. */
export class RebuildMeter {
  /** What an earlier run had read already. */
  readonly resumedAfter: number;
  private readonly positions: Map<number, number>;
  private readonly ends: Map<number, number>;
  private readonly startedAt = performance.now();

  constructor(lanes: readonly LaneStanding[]) {
    this.positions = new Map(lanes.map(({ lane, position }) => [lane, position]));
    this.ends = new Map(lanes.map(({ lane, laneEnd }) => [lane, laneEnd]));
    this.resumedAfter = sum(this.positions);
  }

  /** In this run. */
  get read(): number {
    return sum(this.positions) - this.resumedAfter;
  }

  get durationMs(): number {
    return Math.round(performance.now() - this.startedAt);
  }

  note({ lane, position, end }: RebuildProgress): void {
    this.positions.set(lane, position);
    this.ends.set(lane, end);
  }

  /** The bar, what is read of what, and the time left. */
  line(): string {
    const [done, all] = [sum(this.positions), sum(this.ends)];
    const leftMs = this.read > 0 ? (this.durationMs / this.read) * (all - done) : 0;
    return `${bar(all > 0 ? done / all : 1)}  ${done} of ${all} events, ${span(Math.ceil(leftMs / SECOND) * SECOND)} left`;
  }
}

function sum(numbers: ReadonlyMap<number, number>): number {
  return [...numbers.values()].reduce((total, number) => total + number, 0);
}
