import type { ClientBase } from 'pg';
import type { RecordedEvent } from '../recorded-event';

/** Tables that are folded from lanes, written in the same transaction as the cursor. */
export interface Projection {
  readonly name: string;
  /** The tables it owns, by their bare names; a rebuild makes them anew beside the live ones. */
  readonly tables: readonly string[];
  /** Events of one lane in order. It may see an event again after a rebuild only, never twice in one table. */
  apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void>;
  /** Removes what is only kept for a while, from the tables on the search path, so that old and new can be compared. */
  tidy?(client: ClientBase): Promise<void>;
  /** Brings what no event tells from the live tables into those on the search path. */
  carryOver?(client: ClientBase): Promise<void>;
  /** For live tables that are written without a cursor in the log. */
  readonly writers?: ProjectionWriters;
}

/** How tables are kept up to date that hear of events by other ways than the log. */
export interface ProjectionWriters {
  /** So long one statement may keep them away. */
  readonly patienceMs: number;
  /** Keeps every writer away until the transaction ends; readers go on. */
  hold(client: ClientBase): Promise<void>;
  /** Applies what the live tables, which are on the search path behind the log, have not heard of up to these ends. */
  catchUp(client: ClientBase, ends: LaneEnds): Promise<void>;
}

/** A position of each lane, in columns. */
export interface LaneEnds {
  readonly lanes: readonly number[];
  readonly positions: readonly number[];
}
