import { fromWire, sessionOf, toWire, type Instant, type LedgerDay } from '@tidemark/domain';
import { Injectable } from '@nestjs/common';
import type { ClientBase, Pool } from 'pg';
import type { Edit, ResetEntry } from './book-entries';
import { Books, type BookedSheet } from './books';
import { ADD_EDITS, ADD_RESETS, READ_BOOKS, SAVE_DAYS, SAVE_SHEETS } from './sql';
import type { ToldEvent } from './told-event';

type Connection = Pick<ClientBase | Pool, 'query'>;

/** Which days of a user to open; without an end, up to the last. */
export interface Opening {
  readonly userId: string;
  readonly fromAt: Instant;
  readonly toAt?: Instant;
  readonly sessionIds?: readonly string[];
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
  return { userId, fromAt: Math.min(...events.map(earliestIn)), sessionIds: [...new Set(sessionIds)] };
}

/** Takes the books of many users from the tables at once, and puts them back. */
@Injectable()
export class BookShelf {
  async open(connection: Connection, openings: readonly Opening[]): Promise<ReadonlyMap<string, Books>> {
    const asked = openings.map(({ userId, fromAt, toAt, sessionIds = [] }) => {
      return { user_id: userId, from_at: fromAt, to_at: toAt, session_ids: sessionIds };
    });
    const { rows } = await connection.query<{ userId: string; days: LedgerDay[]; sheets: object[] }>({
      name: 'read-books',
      text: READ_BOOKS,
      values: [JSON.stringify(asked)],
    });
    return new Map(
      rows.map(({ userId, days, sheets }) => [userId, new Books(days, sheets.map(fromWire<BookedSheet>))]),
    );
  }

  async save(connection: Connection, written: readonly Written[]): Promise<void> {
    await saveRows(connection, 'save-days', SAVE_DAYS, written.flatMap(dayRows));
    await saveRows(connection, 'save-sheets', SAVE_SHEETS, written.flatMap(sheetRows));
    await saveRows(
      connection,
      'add-resets',
      ADD_RESETS,
      written.flatMap(({ resets }) => resets),
    );
    await saveRows(
      connection,
      'add-edits',
      ADD_EDITS,
      written.flatMap(({ edits }) => edits),
    );
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

/** The fields of a row under the names of their columns. */
function inColumns(row: object): object {
  const named = Object.entries(row).map(([name, value]) => [
    name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
    value as unknown,
  ]);
  return Object.fromEntries(named) as object;
}

/** The earliest instant that an event mentions. */
function earliestIn({ event, recordedAt }: ToldEvent): Instant {
  const instants = Object.entries(event.data).flatMap(([name, value]: [string, unknown]) =>
    name.endsWith('At') && typeof value === 'number' ? [value] : [],
  );
  return Math.min(recordedAt, ...instants);
}
