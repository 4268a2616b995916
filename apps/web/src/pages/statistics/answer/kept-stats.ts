import type { DayStats } from './day-stats';

const KEY = 'tidemark.statistics';

interface Kept {
  readonly userId: string;
  readonly path: string;
  readonly items: readonly DayStats[];
}

/** The year as this browser last heard of it, for when nobody answers. */
export function keptStats(userId: string | null, path: string | null): readonly DayStats[] | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
    return kept !== null && kept.userId === userId && kept.path === path ? kept.items : null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing is asked again each time. */
export function keepStats(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    return;
  }
}

export function forgetStats(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    return;
  }
}
