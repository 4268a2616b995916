import type { ClientBase } from 'pg';
import type { RecordedEvent } from './recorded-event';

/** Tables that are folded from lanes, written in the same transaction as the cursor. */
export interface Projection {
  readonly name: string;
  /** The tables it owns, by their bare names; a rebuild makes them anew beside the live ones. */
  readonly tables: readonly string[];
  /** Events of one lane in order. It may see an event again after a rebuild only, never twice in one table. */
  apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void>;
}
