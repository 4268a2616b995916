import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

const RECORD = `SELECT audit.record($1, $2, $3, $4, $5, $6, $7, $8)`;

/** What became of an operation. One that takes its time is begun first, so that a crash leaves it in the audit. */
export type Outcome = 'begun' | 'done' | 'failed' | 'refused';

/** What somebody does who has rights that others have not. */
export interface Deed {
  /** `operator/anna`, `user/<id>` or `service/<name>`. */
  readonly actor: string;
  /** What is done, such as `user/erase` or `projection/rebuild`. */
  readonly action: string;
  /** What it is done to: the id of a user, the name of a projection, of a dead letter and so on. */
  readonly subject: string;
  /** Why. It stays for ever, so it names nobody; a person who signs in gives none. */
  readonly reason?: string;
  /** Whose data it is about, if it is about one person's. */
  readonly userId?: string;
  /** All that may be personal. An erasure forgets it; its hash stays in the chain. */
  readonly details?: object;
}

/** A pool, or a client in the middle of a transaction: any role of a service may add to the audit. */
export type Recorder = Pick<Pool, 'query'>;

/**
 * Adds one entry to the audit, whole in itself where the operation is: in the transaction that does the deed, or of
 * something that is over or was refused.
 */
export async function record(
  recorder: Recorder,
  deed: Deed,
  outcome: Outcome,
  operationId: string = randomUUID(),
): Promise<void> {
  const { actor, action, subject, userId, reason, details } = deed;
  const told = details === undefined ? null : JSON.stringify(details);
  const values = [operationId, outcome, actor, action, subject, userId ?? null, reason ?? null, told];
  await recorder.query(RECORD, values);
}

/**
 * Does what is privileged, and keeps in the audit that it was begun and how it ended. What cannot be recorded is not
 * done; what was begun and never ended was cut off, and is listed as that.
 */
export async function audited<Result>(recorder: Recorder, deed: Deed, work: () => Promise<Result>): Promise<Result> {
  const operationId = randomUUID();
  await record(recorder, deed, 'begun', operationId);
  try {
    const result = await work();
    await record(recorder, { ...deed, details: undefined }, 'done', operationId);
    return result;
  } catch (error) {
    const details = { error: error instanceof Error ? error.message : String(error) };
    // Where even this fails, the operation stays in the audit as one that never ended, and the first error counts.
    await record(recorder, { ...deed, details }, 'failed', operationId).catch(() => undefined);
    throw error;
  }
}
