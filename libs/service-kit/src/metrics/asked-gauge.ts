import { Gauge } from 'prom-client';

/** Whoever looks at the numbers is not kept waiting for a database that is frozen. */
const ANSWER_WITHIN_MS = 1_000;

/** One number, with what it is the number of. */
export interface Reading<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly value: number;
}

/** Reads some of the numbers of a gauge. */
export type Reader<Label extends string> = () => Promise<readonly Reading<Label>[]> | readonly Reading<Label>[];

/**
 * A number that is asked for whenever somebody looks, so that it is right in every instance and whoever leads. What
 * cannot be read now is left out: the gauge of dependencies says why.
 */
export class AskedGauge<Label extends string> {
  private readonly readers = new Set<Reader<Label>>();

  constructor(name: string, help: string, labelNames: readonly Label[]) {
    const readings = () => this.readings();
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      async collect() {
        const found = await readings();
        this.reset();
        for (const { labels, value } of found) this.set(labels, value);
      },
    });
  }

  /** From now on this one is asked as well. */
  ask(reader: Reader<Label>): void {
    this.readers.add(reader);
  }

  private async readings(): Promise<readonly Reading<Label>[]> {
    const read = await Promise.all([...this.readers].map(inTime));
    return read.flat();
  }
}

async function inTime<Label extends string>(reader: Reader<Label>): Promise<readonly Reading<Label>[]> {
  let timeout: NodeJS.Timeout | undefined;
  const tooLate = new Promise<readonly Reading<Label>[]>((resolve) => {
    timeout = setTimeout(() => resolve([]), ANSWER_WITHIN_MS);
  });
  const answer = Promise.resolve().then(reader);
  return Promise.race([answer.catch(() => []), tooLate]).finally(() => clearTimeout(timeout));
}
