import { Note } from '../../offline/note';
import type { ToldDay } from './told-day';

interface Kept {
  readonly userId: string;
  readonly told: ToldDay;
}

const note = new Note<Kept>('tidemark.day');

/** The day as this browser last heard of it, so that it is there before anybody answers. */
export function keptDay(userId: string | null, date: string | null): ToldDay | null {
  return note.read((kept) => kept.userId === userId && kept.told.date === date)?.told ?? null;
}

/** Null forgets it. A browser that keeps nothing is asked again each time. */
export function keepDay(kept: Kept | null): void {
  if (kept === null) note.erase();
  else note.write(kept);
}
