import {
  clockSpansOf,
  entriesAround,
  entriesChangedBy,
  reachesBetween,
  type ClockEvent,
  type Entry,
  type Instant,
  type Reach,
  type Span,
} from '@tidemark/domain';

/** For which time something was told, and when. */
export interface Change extends Reach {
  readonly position: number;
  readonly recordedAt: Instant;
}

/** An entry that is there from now on, or one that is no more. */
export interface TouchedEntry extends Entry {
  readonly isGone: boolean;
}

/**
 * The work clock of one user as entries, as far as it is opened. Its owner remembers some weeks of it; here it is whole,
 * because every day that ever was may be counted anew.
 */
export class ClockBook {
  /** By what they say: long after an entry, its id may come again. */
  private readonly entries: Map<string, Entry>;
  private readonly touched = new Map<string, TouchedEntry>();
  private readonly entered: Change[] = [];

  constructor(
    entries: readonly Entry[] = [],
    private readonly earlier: readonly Change[] = [],
  ) {
    this.entries = new Map(entries.map((entry) => [keyOf(entry), entry]));
  }

  enter(event: ClockEvent, { position, recordedAt }: Pick<Change, 'position' | 'recordedAt'>): void {
    const { gone, come } = entriesChangedBy(event);
    const instants = [...gone, ...come].map(({ clockedAt }) => clockedAt);
    if (instants.length === 0) return;
    const spansNearby = () =>
      clockSpansOf(entriesAround([...this.entries.values()], Math.min(...instants), Math.max(...instants)));
    const before = spansNearby();
    for (const entry of gone) {
      this.entries.delete(keyOf(entry));
      this.touched.set(keyOf(entry), { ...entry, isGone: true });
    }
    for (const entry of come) {
      this.entries.set(keyOf(entry), entry);
      this.touched.set(keyOf(entry), { ...entry, isGone: false });
    }
    // A day that was closed earlier ended before this was recorded.
    for (const reach of reachesBetween(before, spansNearby(), recordedAt)) {
      this.entered.push({ ...reach, position, recordedAt });
    }
  }

  get spans(): readonly Span[] {
    return clockSpansOf([...this.entries.values()]);
  }

  get changes(): readonly Change[] {
    return [...this.earlier, ...this.entered];
  }

  get changesEntered(): readonly Change[] {
    return this.entered;
  }

  get entriesTouched(): readonly TouchedEntry[] {
    return [...this.touched.values()];
  }
}

function keyOf({ id, clockedAt }: Entry): string {
  return `${clockedAt} ${id}`;
}
