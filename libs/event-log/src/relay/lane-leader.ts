import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { Unavailable } from '@tidemark/domain';
import { sql, type Statement } from '../sql';

/** A leader that is silent for so long is frozen or cut off; the server ends its session, and its locks with it. */
const SILENT_AT_MOST_MS = 10_000;

/** Where a lane ends and how far a consumer has read it; somebody else leads where nothing is said of us. */
export interface LaneStanding {
  readonly lane: number;
  readonly end: number;
  readonly position: number;
  readonly epoch: string | null;
  readonly standing: 'led' | 'won' | null;
}

/**
 * Leads lanes by locks that belong to one database session. What a leader writes goes through that same session, so a
 * leader that lost its locks without noticing cannot write either.
 */
export class LaneLeader {
  readonly lanes = new Set<number>();
  #client: PoolClient | undefined;
  /** The lanes share one session, which takes one question at a time. */
  #asked: Promise<unknown> = Promise.resolve();

  constructor(
    readonly pool: Pool,
    readonly name: string,
  ) {}

  /**
   * Takes the lead of every lane that nobody leads, and says how the lanes stand; also the sign of life that keeps the
   * lanes we have.
   */
  async contend(consumer: string): Promise<readonly LaneStanding[]> {
    this.#client ??= await this.#connect();
    const lanes = await this.query<LaneStanding>(sql.contend, [this.name, consumer, [...this.lanes]]);
    for (const { lane, standing } of lanes) if (standing === 'won') this.lanes.add(lane);
    return lanes;
  }

  /** Fails where the session is gone, rather than speaking through one that has no locks. */
  query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    const asked = this.#asked.then(() => this.#ask<Row>(statement, values));
    this.#asked = asked.catch(() => undefined);
    return asked;
  }

  /** Gives up all lanes at once, by ending the session that holds them. */
  resign(): void {
    this.lanes.clear();
    this.#client?.release(true);
    this.#client = undefined;
  }

  async #ask<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    if (!this.#client) throw new Unavailable('The lead');
    try {
      return (await this.#client.query<Row>({ ...statement, values: [...values] })).rows;
    } catch (failure) {
      this.resign();
      throw failure;
    }
  }

  async #connect(): Promise<PoolClient> {
    const client = await this.pool.connect();
    client.on('error', () => {
      if (this.#client === client) this.resign();
    });
    try {
      // A cursor that a crash of the server takes back is published from again, so nobody waits for the disk.
      await client.query(`SET idle_session_timeout = ${SILENT_AT_MOST_MS}; SET synchronous_commit = off`);
      return client;
    } catch (failure) {
      // A pool waits at its end for whatever it lent and did not get back.
      client.release(true);
      throw failure;
    }
  }
}
