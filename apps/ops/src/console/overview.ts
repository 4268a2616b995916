import { toIso, type Instant } from '@tidemark/domain';
import type { Access } from '../access/access';
import { readersAndListeners } from '../projections/readers.query';
import { bucketJson, comingResets } from '../schedule/resets.query';
import type { Pulse } from './pulse';
import { remembered } from './remembered';
import type { Roll } from './roll';
import { COUNTS } from './sql';

/** Whoever has more than this has many. */
const COUNTED_MAX = 100_000;
const RESETS_SHOWN_MAX = 200;
const FRESH_FOR_MS = 1_000;
/** Going through everybody's next reset takes a while where there are millions. */
const RESETS_FRESH_FOR_MS = 10_000;

interface Counts {
  readonly at: Instant;
  readonly timersRunning: number;
  readonly streams: number;
  readonly deadLetters: number;
}

/** The whole system in one picture. */
export class Overview {
  private readonly counts = remembered(FRESH_FOR_MS, async () => {
    return (await this.access.database('timer').query<Counts>(COUNTS, [COUNTED_MAX])).rows[0];
  });
  private readonly readers = remembered(FRESH_FOR_MS, () => readersAndListeners(this.access));
  private readonly resets = remembered(RESETS_FRESH_FOR_MS, () =>
    comingResets(this.access, { limit: RESETS_SHOWN_MAX }),
  );
  private readonly processes = remembered(FRESH_FOR_MS, () => this.roll.call());

  constructor(
    private readonly access: Access,
    private readonly pulse: Pulse,
    private readonly roll: Roll,
  ) {}

  async look(): Promise<object> {
    const [counts, { readers, listeners }, resets, processes] = await Promise.all([
      this.counts(),
      this.readers(),
      this.resets(),
      this.processes(),
    ]);
    return {
      ...counts,
      at: toIso(counts?.at ?? Date.now()),
      countedMax: COUNTED_MAX,
      processes,
      rates: this.pulse.rates(),
      readers: readers.map(({ log, reader, lag }) => ({ log, reader, lag })),
      listeners,
      resets: resets.map(bucketJson),
    };
  }
}
