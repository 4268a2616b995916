import { setImmediate as turnOver } from 'node:timers/promises';
import { Unavailable } from '@tidemark/domain';
import { asOutage } from '@tidemark/service-kit';

const ROWS_MAX = 256;

interface Waiting<Row> {
  readonly row: Row;
  resolve(): void;
  reject(error: unknown): void;
}

/** Rows that come one by one and are written with all others that came while the last ones were being written. */
export class WrittenTogether<Row> {
  private readonly waiting: Waiting<Row>[] = [];
  private isWriting = false;

  constructor(private readonly write: (rows: readonly Row[]) => Promise<void>) {}

  /** Returns when the row is written. */
  add(row: Row): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ row, resolve, reject });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    await turnOver();
    while (this.waiting.length > 0) await this.writeOnce(this.waiting.splice(0, ROWS_MAX));
    this.isWriting = false;
  }

  private async writeOnce(taken: readonly Waiting<Row>[]): Promise<void> {
    try {
      await this.write(taken.map(({ row }) => row));
      for (const { resolve } of taken) resolve();
    } catch (error) {
      const isOutage = asOutage(error) instanceof Unavailable;
      // One row that cannot be written must not take the others with it.
      if (taken.length > 1 && !isOutage) for (const one of taken) await this.writeOnce([one]);
      else for (const { reject } of taken) reject(error);
    }
  }
}
