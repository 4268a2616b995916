import { Rejection } from '@tidemark/domain';
import { transaction } from '@tidemark/event-log';
import { enterParcels, streamsOf } from '@tidemark/projections';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { Owner } from '../books/owner';
import { CLOSED_ROWS, LOCK_BOOKS, OPEN_BOOKS, REMOVE_BOOKS } from './sql';

const PATIENCE = { timeoutMs: 10_000, attempts: 2 };
/** Pages of events of one stream. */
const PAGES_MAX = 1_000;

/** The days of one user between two dates. */
export interface BackfillAsked {
  readonly userId: string;
  readonly from: string;
  readonly to: string;
}

/** What was missing or wrong, and is not any more. */
export interface Backfilled {
  readonly days: number;
  readonly restoredDays: readonly string[];
  readonly restoredResets: readonly string[];
}

interface ClosedRow {
  readonly kind: 'day' | 'reset';
  readonly localDate: string;
  readonly row: string;
}

/** Makes the books of one user anew from the events: a day that is there stays as it is, and one that is not comes back. */
@Injectable()
export class DayBackfill {
  constructor(
    private readonly database: Database,
    private readonly owner: Owner,
  ) {}

  async run({ userId, from, to }: BackfillAsked): Promise<Backfilled> {
    const standing = await this.owner.standing(userId, PATIENCE);
    return transaction(this.database, async (client) => {
      await client.query(OPEN_BOOKS, [userId]);
      const { rows } = await client.query<{ isForgotten: boolean }>(LOCK_BOOKS, [userId]);
      if (rows[0]?.isForgotten) throw new Rejection('user/not-found', `${userId} was erased.`);
      const before = await closedRows(client, userId, from, to);
      await client.query(REMOVE_BOOKS, [userId]);
      for (const streamId of streamsOf(userId)) await this.enter(client, userId, streamId, standing[streamId] ?? 0);
      const after = await closedRows(client, userId, from, to);
      const known = new Set(before.map(keyOf));
      const restored = after.filter((row) => !known.has(keyOf(row)));
      return {
        days: after.filter(({ kind }) => kind === 'day').length,
        restoredDays: datesOf(restored, 'day'),
        restoredResets: datesOf(restored, 'reset'),
      };
    });
  }

  private async enter(client: PoolClient, userId: string, streamId: string, until: number): Promise<void> {
    let reached = 0;
    for (let page = 0; reached < until; page += 1) {
      const events = page < PAGES_MAX ? await this.owner.eventsAfter(userId, streamId, reached, PATIENCE) : [];
      if (events.length === 0) throw new Error(`${streamId} is said to have ${until} events, but ends at ${reached}`);
      [reached = until] = await enterParcels(client, [{ userId, streamId, events }]);
    }
  }
}

async function closedRows(client: PoolClient, userId: string, from: string, to: string): Promise<readonly ClosedRow[]> {
  return (await client.query<ClosedRow>(CLOSED_ROWS, [userId, from, to])).rows;
}

function keyOf({ kind, row }: ClosedRow): string {
  return `${kind} ${row}`;
}

function datesOf(rows: readonly ClosedRow[], kind: ClosedRow['kind']): readonly string[] {
  return rows.filter((row) => row.kind === kind).map(({ localDate }) => localDate);
}
