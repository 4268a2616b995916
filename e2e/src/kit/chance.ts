const SEEDS = 1_000_000;

/** What this run draws its chances from; a failure names it, and TIDEMARK_SEED=<seed> draws the same again. */
export const seed = Number(process.env['TIDEMARK_SEED'] ?? Date.now() % SEEDS);

/** Chances that come in the same order for the same seed (mulberry32). */
export class Chance {
  private state: number;

  constructor(start: number) {
    this.state = start >>> 0;
  }

  /** From 0 up to, but not, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.between(0, items.length - 1)] ?? items[0];
  }
}
