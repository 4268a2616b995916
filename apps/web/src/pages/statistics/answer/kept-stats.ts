import { Note } from '../../../offline/note';
import type { DayStats } from './day-stats';

interface Kept {
  readonly userId: string;
  readonly path: string;
  readonly items: readonly DayStats[];
}

const note = new Note<Kept>('tidemark.statistics');

/** The year as this browser last heard of it, for when nobody answers. */
export function keptStats(userId: string | null, path: string | null): readonly DayStats[] | null {
  return note.read((kept) => kept.userId === userId && kept.path === path)?.items ?? null;
}

/** A browser that keeps nothing is asked again each time. */
export function keepStats(kept: Kept): void {
  note.write(kept);
}

export function forgetStats(): void {
  note.erase();
}
