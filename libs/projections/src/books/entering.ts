import type { ClientBase } from 'pg';
import { editOf, resetOf } from './book-entries';
import { BookShelf, openingFor } from './book-shelf';
import { Books } from './books';
import { LOCK_USERS, SAVE_HEARD } from './sql';
import type { ToldEvent } from './told-event';

/** Whatever is told of somebody who was erased counts as heard. */
const EVERYTHING = Number.MAX_SAFE_INTEGER;

/** How far each stream of a user is applied. */
export type Versions = Readonly<Record<string, number>>;

/** Events of one stream in order. */
export interface Parcel {
  readonly userId: string;
  readonly streamId: string;
  readonly events: readonly ToldEvent[];
}

const shelf = new BookShelf();

/**
 * Enters what is told into the books of its users, within a transaction: each event once and in the order of its stream,
 * however often and in whatever order it comes. Says how far the stream of each parcel is applied now.
 */
export async function enterParcels(client: ClientBase, parcels: readonly Parcel[]): Promise<readonly number[]> {
  const readers = await lockedReaders(client, parcels);
  const reached = parcels.map((parcel) => readers.get(parcel.userId)?.take(parcel) ?? EVERYTHING);
  const busy = [...readers.values()].filter(({ taken }) => taken.length > 0);
  if (busy.length === 0) return reached;
  const opened = await shelf.open(
    client,
    busy.map(({ userId, taken }) => openingFor(userId, taken)),
  );
  const written = busy.map(({ userId, taken }) => {
    const books = opened.get(userId) ?? new Books();
    for (const told of taken) books.enter(told);
    return { userId, books, resets: taken.flatMap(resetOf), edits: taken.flatMap(editOf) };
  });
  await shelf.save(client, written);
  const versions = busy.map((reader) => ({ user_id: reader.userId, versions: Object.fromEntries(reader.versions) }));
  await client.query({ name: 'save-heard', text: SAVE_HEARD, values: [JSON.stringify(versions)] });
  return reached;
}

/** How far one user is heard, and what of the parcels comes next. */
class Reader {
  readonly taken: ToldEvent[] = [];
  readonly versions: Map<string, number>;

  constructor(
    readonly userId: string,
    heard: Versions,
  ) {
    this.versions = new Map(Object.entries(heard));
  }

  take({ streamId, events }: Parcel): number {
    let version = this.versions.get(streamId) ?? 0;
    for (const told of events) {
      if (told.version !== version + 1) continue;
      this.taken.push(told);
      version = told.version;
    }
    this.versions.set(streamId, version);
    return version;
  }
}

async function lockedReaders(client: ClientBase, parcels: readonly Parcel[]): Promise<ReadonlyMap<string, Reader>> {
  const { rows } = await client.query<{ userId: string; versions: Versions; isForgotten: boolean }>({
    name: 'lock-users',
    text: LOCK_USERS,
    values: [parcels.map(({ userId }) => userId)],
  });
  const known = rows.filter(({ isForgotten }) => !isForgotten);
  return new Map(known.map(({ userId, versions }) => [userId, new Reader(userId, versions)]));
}
