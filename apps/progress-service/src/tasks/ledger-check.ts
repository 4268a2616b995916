import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { Books, type DayLedger, streamsOf, type Versions } from '@tidemark/projections';
import { CatchUp } from '../books/catch-up';
import { Owner } from '../books/owner';
import { CLOSED_DAYS, USERS_AFTER } from './sql';

/** Users in one answer; whoever wants to know of more asks for those after the last. */
const USERS_MAX = 20;
/** Days that are wrong in one answer; more of them help nobody. */
const BREACHES_MAX = 100;
/** Pages of events of one stream. */
const PAGES_MAX = 1_000;
const EARLIEST = '0000-01-01';
const LATEST = '9999-12-31';

/** Which days to check: of one user or of all after one, between two dates. */
export interface LedgerCheckAsked {
  readonly userId?: string;
  readonly after?: string;
  readonly from?: string;
  readonly to?: string;
}

/** A day that does not come to what its events say. */
export interface Breach {
  readonly userId: string;
  readonly date: string;
  readonly what: string;
}

export interface LedgerChecked {
  readonly checkedDays: number;
  readonly breaches: readonly Breach[];
  /** The user after whom to go on; missing where nobody is left. */
  readonly nextAfter?: string;
}

/** What the events say and the row must say too. */
const COUNTED = [
  ...(['startsAt', 'endsAt', 'timezone', 'manualOverrides', 'closedPosition', 'workSessionsCompleted'] as const),
  ...(['workMs', 'breakMs', 'pausedMs', 'clockedMs', 'untrackedMs', 'totalClockedMs'] as const),
];

type Counted = Pick<DayLedger, (typeof COUNTED)[number] | 'localDate'>;

/** The proof of accounting [X2]: counts every closed day again from the events, and compares it with what is kept. */
@Injectable()
export class LedgerCheck {
  constructor(
    private readonly database: Database,
    private readonly owner: Owner,
    private readonly catchUp: CatchUp,
  ) {}

  async run({ userId, after = '', from = EARLIEST, to = LATEST }: LedgerCheckAsked): Promise<LedgerChecked> {
    const userIds = userId === undefined ? await this.usersAfter(after) : [userId];
    let checkedDays = 0;
    const breaches: Breach[] = [];
    for (const checkedUser of userIds) {
      const { kept, counted } = await this.both(checkedUser, from, to);
      checkedDays += counted.size;
      breaches.push(...breachesOf(checkedUser, kept, counted));
    }
    const last = userIds.length === USERS_MAX ? userIds.at(-1) : undefined;
    return { checkedDays, breaches: breaches.slice(0, BREACHES_MAX), ...(last !== undefined && { nextAfter: last }) };
  }

  private async usersAfter(after: string): Promise<readonly string[]> {
    const { rows } = await this.database.query<{ userId: string }>(USERS_AFTER, [after, USERS_MAX]);
    return rows.map(({ userId }) => userId);
  }

  /** The closed days as they are kept, and as the events up to the same point make them. */
  private async both(userId: string, from: string, to: string) {
    await this.catchUp.withOwner(userId);
    const { rows } = await this.database.query<{ versions: Versions; days: Counted[] }>(CLOSED_DAYS, [
      userId,
      from,
      to,
    ]);
    const { versions = {}, days: kept = [] } = rows[0] ?? {};
    const books = new Books();
    for (const streamId of streamsOf(userId)) await this.fold(books, userId, streamId, versions[streamId] ?? 0);
    const closed = books.ledgers.filter(({ localDate, closedPosition }) => {
      return closedPosition !== null && from <= localDate && localDate <= to;
    });
    return { kept, counted: new Map(closed.map((ledger) => [ledger.localDate, ledger])) };
  }

  private async fold(books: Books, userId: string, streamId: string, until: number): Promise<void> {
    let reached = 0;
    for (let page = 0; reached < until; page += 1) {
      const events = page < PAGES_MAX ? await this.owner.eventsAfter(userId, streamId, reached) : [];
      if (events.length === 0) throw new Error(`${streamId} has no events after ${reached}, and ${until} were heard`);
      for (const told of events.filter(({ version }) => version <= until)) books.enter(told);
      reached = events.at(-1)?.version ?? until;
    }
  }
}

function breachesOf(userId: string, kept: readonly Counted[], counted: ReadonlyMap<string, DayLedger>): Breach[] {
  const unknown = kept.filter(({ localDate }) => !counted.has(localDate));
  const rows = new Map(kept.map((row) => [row.localDate, row]));
  return [
    ...unknown.map(({ localDate }) => ({ userId, date: localDate, what: 'no event closed this day' })),
    ...[...counted.values()].flatMap((ledger) =>
      faults(rows.get(ledger.localDate), ledger).map((what) => ({ userId, date: ledger.localDate, what })),
    ),
  ];
}

function faults(row: Counted | undefined, ledger: DayLedger): readonly string[] {
  if (!row) return ['the day is missing'];
  const differing = COUNTED.filter((name) => row[name] !== ledger[name]);
  const sumMs = row.workMs + row.breakMs + row.pausedMs + row.clockedMs + row.untrackedMs;
  const lengthMs = row.endsAt - row.startsAt;
  return [
    ...differing.map((name) => `${name} is ${row[name]}, by the events ${ledger[name]}`),
    ...(sumMs === lengthMs ? [] : [`the buckets are ${sumMs} ms of a day of ${lengthMs} ms`]),
  ];
}
