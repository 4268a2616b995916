import { Unavailable } from '@tidemark/domain';

/** What waits for one turn; more than this means that the work no longer gets done. */
const WAITING_MAX = 10_000;

interface Waiting<Item, Result> {
  readonly item: Item;
  resolve(result: Result): void;
  reject(failure: unknown): void;
}

/**
 * Does together what is asked for one by one: what comes in while work is under way goes together in the next turn.
 * Where a turn fails as a whole, each item is tried alone, so that one bad item fails for itself only.
 */
export class Gathering<Item, Result> {
  private readonly waiting: Waiting<Item, Result>[] = [];
  private isWorking = false;

  constructor(
    private readonly sizeMax: number,
    private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>,
  ) {}

  add(item: Item): Promise<Result> {
    if (this.waiting.length >= WAITING_MAX) return Promise.reject(new Unavailable('The statistics'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.isWorking) return;
      this.isWorking = true;
      setImmediate(() => void this.workOff());
    });
  }

  private async workOff(): Promise<void> {
    while (this.waiting.length > 0) await this.turn(this.waiting.splice(0, this.sizeMax));
    this.isWorking = false;
  }

  private async turn(taken: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(taken.map(({ item }) => item));
      for (const [index, { resolve }] of taken.entries()) resolve(results[index]!);
    } catch (failure) {
      const isOutage = failure instanceof Unavailable;
      if (taken.length === 1 || isOutage) for (const { reject } of taken) reject(failure);
      else for (const alone of taken) await this.turn([alone]);
    }
  }
}
