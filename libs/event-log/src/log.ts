import type { Pool, QueryResultRow } from 'pg';
import { Unavailable, type Instant } from '@tidemark/domain';
import type { Append, AppendResult } from './append/append';
import { encoded, resultsOf, type BatchRow, type LaneAppend } from './append/append-batch';
import { AppendQueue, type AppendHooks } from './append/append-queue';
import { AppendTogether } from './append/append-together';
import type { Head } from './head';
import { laneOf } from './lane-of';
import type { RecordedEvent } from './recorded-event';
import { isOutage } from './outage';
import { sql, type Statement } from './sql';

/** So many events at once; longer streams and lanes are read page by page. */
export const PAGE_MAX = 1_000;

/** So much is read at once where events may be large, as they are stored; in memory it is several times as much. */
export const PORTION_BYTES = 1_048_576;

/** No command says more than this at once: a bulk sync of a thousand workouts, each with all that can be said of one. */
const COMMAND_EVENTS_MAX = 4_000;

/** So many streams are appended to together, past the queue. */
export const TOGETHER_MAX = 1_000;

/** A deadline that has come. */
export interface Due {
  readonly userId: string;
  readonly dueAt: Instant;
}

/** Told which lanes a commit went into. */
export type CommitListener = (lanes: readonly number[]) => void;

/** The event log of one service: one Postgres schema, reached through a pool whose search path is that schema. */
export class EventLog {
  readonly #appends: AppendQueue;
  readonly #together = new AppendTogether((portion) => this.#commit(portion));
  readonly #listeners = new Set<CommitListener>();
  readonly #around: NonNullable<AppendHooks['around']>;

  private constructor(
    readonly pool: Pool,
    readonly schema: string,
    readonly lanes: number,
    hooks: AppendHooks,
  ) {
    this.#around = hooks.around ?? ((_, work) => work());
    this.#appends = new AppendQueue(pool, {
      ...hooks,
      committed: (lanes) => this.#tell(lanes),
    });
  }

  static async open(pool: Pool, schema: string, hooks: AppendHooks = {}): Promise<EventLog> {
    const [here] = (await pool.query<{ schema: string | null }>(sql.schema)).rows;
    if (here?.schema !== schema) throw new Error(`The pool sees the schema ${here?.schema}, not ${schema}`);
    const [counted] = (await pool.query<{ lanes: number }>(sql.lanes)).rows;
    return new EventLog(pool, schema, counted?.lanes ?? 0, hooks);
  }

  /** How many commands wait to be committed. */
  get waiting(): number {
    return this.#appends.waiting;
  }

  laneOf(userId: string): number {
    return laneOf(userId, this.lanes);
  }

  /** Durable when it resolves, and never sooner. */
  append(append: Append): Promise<AppendResult> {
    return this.#around([append], () => this.#appends.add(this.laneOf(append.userId), append));
  }

  /** Many streams in few commits, past the queue: no stream twice, at most `TOGETHER_MAX`. Durable when it resolves. */
  async appendTogether(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    if (appends.length > TOGETHER_MAX) throw new RangeError(`${appends.length} streams are too many at once`);
    const portion = appends.map((append) => ({ lane: this.laneOf(append.userId), append }));
    return this.#around(appends, () => this.#together.add(portion));
  }

  /** Whose stream of a category was due by then, the longest overdue first. */
  async dueOf(category: string, until: Instant, limit = PAGE_MAX): Promise<readonly Due[]> {
    return this.#rows<Due>(sql.dueOf, [category, until, limit]);
  }

  async head(streamId: string): Promise<Head | undefined> {
    return (await this.heads([streamId]))[0];
  }

  async heads(streamIds: readonly string[]): Promise<readonly Head[]> {
    return this.#rows<Head>(sql.heads, [streamIds]);
  }

  /** What there is of a person, without the states, which may be large. */
  async streamsOfUser(userId: string): Promise<readonly string[]> {
    return (await this.#rows<{ streamId: string }>(sql.streamsOfUser, [userId])).map(({ streamId }) => streamId);
  }

  async headsOfUser(userId: string): Promise<readonly Head[]> {
    return this.#rows<Head>(sql.headsOfUser, [userId]);
  }

  /** The events of a lane in the order in which they were committed; nothing is ever skipped. */
  async readLane(lane: number, after: number, limit = PAGE_MAX): Promise<readonly RecordedEvent[]> {
    return this.#rows<RecordedEvent>(sql.lane, [lane, after, limit]);
  }

  async readStream(streamId: string, afterVersion = 0, limit = PAGE_MAX): Promise<readonly RecordedEvent[]> {
    return this.#rows<RecordedEvent>(sql.stream, [streamId, afterVersion, limit]);
  }

  /** As much of a stream as can be in memory at once, one event at least; nothing at its end. */
  async readPortion(streamId: string, afterVersion: number, limit = PAGE_MAX): Promise<readonly RecordedEvent[]> {
    return this.#rows<RecordedEvent>(sql.portion, [streamId, afterVersion, limit, PORTION_BYTES]);
  }

  /** What one command appended to a stream that stood at this version afterwards. */
  async readCommand(streamId: string, commandId: string, version: number): Promise<readonly RecordedEvent[]> {
    return this.#rows<RecordedEvent>(sql.command, [streamId, commandId, version, COMMAND_EVENTS_MAX]);
  }

  /** The last position of each lane. */
  async positions(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#rows<{ lane: number; position: number }>(sql.positions, []);
    return new Map(rows.map(({ lane, position }) => [lane, position]));
  }

  /** Calls back after each commit of this process; other processes are heard by polling. */
  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits for what is under way; the pool stays the caller's to end. */
  close(): Promise<void> {
    return this.#appends.close();
  }

  async #commit(portion: readonly LaneAppend[]): Promise<readonly AppendResult[]> {
    const { lanes, values } = encoded(portion);
    const [row] = await this.#rows<BatchRow>(sql.append, values);
    this.#tell(lanes);
    return resultsOf(portion, lanes, row!);
  }

  #tell(lanes: readonly number[]): void {
    for (const listener of this.#listeners) listener(lanes);
  }

  async #rows<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    try {
      return (await this.pool.query<Row>({ ...statement, values: [...values] })).rows;
    } catch (failure) {
      throw isOutage(failure) ? new Unavailable('The database', { cause: failure }) : failure;
    }
  }
}
