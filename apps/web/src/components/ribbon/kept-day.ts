import type { ToldDay } from './told-day';

const KEY = 'tidemark.day';

interface Kept {
  readonly userId: string;
  readonly told: ToldDay;
}

/** The day as this browser last heard of it, so that it is there before anybody answers. */
export function keptDay(userId: string | null, date: string | null): ToldDay | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
    return kept !== null && kept.userId === userId && kept.told.date === date ? kept.told : null;
  } catch {
    return null;
  }
}

/** Null forgets it. A browser that keeps nothing is asked again each time. */
export function keepDay(kept: Kept | null): void {
  try {
    if (kept === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    return;
  }
}
