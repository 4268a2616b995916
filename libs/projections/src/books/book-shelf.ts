import {
  entriesChangedBy,
  fromWire,
  sessionOf,
  toWire,
  type Entry,
  type Instant,
  type LedgerDay,
} from '@tidemark/domain';
import type { ClientBase, Pool } from 'pg';
import type { Edit, ResetEntry } from './book-entries';
import { Books, type BookedSheet } from './books';
import { ClockBook, type Change } from './clock-book';
import {
  ADD_CLOCK_CHANGES,
  ADD_EDITS,
  ADD_RESETS,
  READ_BOOKS,
  REMOVE_CLOCK_ENTRIES,
  SAVE_CLOCK_ENTRIES,
  SAVE_DAYS,
  SAVE_SHEETS,
} from './sql';
import type { ToldEvent } from './told-event';

type Connection = Pick<ClientBase | Pool, 'query'>;

/** Which days of a user to open; without an end, up to the last. */
export interface Opening {
  readonly userId: string;
  readonly fromAt: Instant;
  readonly toAt?: Instant;
  readonly sessionIds?: readonly string[];
  /** The earliest instant at which the work clock says something else. */
  readonly clockedFromAt?: Instant;
}

interface BookRow {
  readonly userId: string;
  readonly days: LedgerDay[];
  readonly sheets: object[];
  readonly entries: Entry[];
  readonly clockChanges: Change[];
}

/** What is written of a user in one go. */
export interface Written {
  readonly userId: string;
  readonly books: Books;
  readonly resets: readonly ResetEntry[];
  readonly edits: readonly Edit[];
}

/** Where to open the books of a user for these events. */
export function openingFor(userId: string, events: readonly ToldEvent[]): Opening {
  const sessionIds = events.flatMap((told) => (told.category === 'timer' ? (sessionOf(told.event) ?? []) : []));
  const clocked = events.flatMap(clockedInstants);
  return {
    userId,
    fromAt: Math.min(...events.map(earliestIn), ...clocked),
    sessionIds: [...new Set(sessionIds)],
    ...(clocked.length > 0 && { clockedFromAt: Math.min(...clocked) }),
  };
}

/** Takes the books of many users from the tables at once, and puts them back. */
export class BookShelf {
  async open(connection: Connection, openings: readonly Opening[]): Promise<ReadonlyMap<string, Books>> {
    const asked = openings.map(({ sessionIds = [], ...opening }) => inColumns({ ...opening, sessionIds }));
    const { rows } = await connection.query<BookRow>({
      name: 'read-books',
      text: READ_BOOKS,
      values: [JSON.stringify(asked)],
    });
    return new Map(
      rows.map(({ userId, days, sheets, entries, clockChanges }) => {
        return [userId, new Books(days, sheets.map(fromWire<BookedSheet>), new ClockBook(entries, clockChanges))];
      }),
    );
  }

  async save(connection: Connection, written: readonly Written[]): Promise<void> {
    await saveRows(connection, 'save-days', SAVE_DAYS, written.flatMap(dayRows));
    await saveRows(connection, 'save-sheets', SAVE_SHEETS, written.flatMap(sheetRows));
    const entries = written.flatMap(entryRows);
    const [gone, there] = [entries.filter(({ isGone }) => isGone), entries.filter(({ isGone }) => !isGone)];
    await saveRows(connection, 'remove-clock-entries', REMOVE_CLOCK_ENTRIES, gone);
    await saveRows(connection, 'save-clock-entries', SAVE_CLOCK_ENTRIES, there);
    await saveRows(connection, 'add-clock-changes', ADD_CLOCK_CHANGES, written.flatMap(clockChangeRows));
    const resets = written.flatMap((user) => user.resets);
    await saveRows(connection, 'add-resets', ADD_RESETS, resets);
    const edits = written.flatMap((user) => user.edits);
    await saveRows(connection, 'add-edits', ADD_EDITS, edits);
  }
}

async function saveRows(connection: Connection, name: string, text: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await connection.query({ name, text, values: [JSON.stringify(rows.map(inColumns))] });
}

function dayRows({ userId, books }: Written): readonly object[] {
  return books.ledgers.map((ledger) => ({ userId, ...ledger }));
}

function sheetRows({ userId, books }: Written): readonly object[] {
  return books.sheetsEntered.map(({ sheet, changes }) => {
    const { sessionId, startedAt } = sheet;
    return { userId, sessionId, startsAt: startedAt, sheet: toWire(sheet), changes: changes.map(toWire) };
  });
}

function entryRows({ userId, books }: Written) {
  return books.clock.entriesTouched.map(({ id: entryId, ...entry }) => ({ userId, entryId, ...entry }));
}

function clockChangeRows({ userId, books }: Written): readonly object[] {
  return books.clock.changesEntered.map((change) => ({ userId, ...change }));
}

/** The fields of a row under the names of their columns. */
function inColumns(row: object): object {
  const named = Object.entries(row).map(([name, value]) => [
    name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
    value as unknown,
  ]);
  return Object.fromEntries(named) as object;
}

function clockedInstants({ category, event }: ToldEvent): readonly Instant[] {
  if (category !== 'clock') return [];
  const { gone, come } = entriesChangedBy(event);
  return [...gone, ...come].map(({ clockedAt }) => clockedAt);
}

/** The earliest instant that an event mentions. */
function earliestIn({ event, recordedAt }: ToldEvent): Instant {
  const instants = Object.entries(event.data).flatMap(([name, value]: [string, unknown]) =>
    name.endsWith('At') && typeof value === 'number' ? [value] : [],
  );
  return Math.min(recordedAt, ...instants);
}
