import { createHash } from 'node:crypto';
import type { Instant } from '@tidemark/domain';
import type { Outcome } from './audit-trail';

/** One entry of the audit as it is kept; hashes are hexadecimal. */
export interface AuditEntry {
  readonly position: number;
  readonly operationId: string;
  readonly outcome: Outcome;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly userId: string | null;
  readonly reason: string | null;
  /** JSON; null where there is nothing to tell, or where it was forgotten: then its hash is still there. */
  readonly details: string | null;
  readonly detailsHash: string | null;
  readonly recordedBy: string;
  readonly at: Instant;
  readonly previousHash: string;
  readonly hash: string;
}

/** Where a chain stands: behind so many entries, with the hash of the last. */
export interface ChainEnd {
  readonly length: number;
  readonly hash: string;
}

/** Of a chain without entries. */
export const NOTHING_RECORDED: ChainEnd = { length: 0, hash: '00'.repeat(32) };

/** What is wrong with an entry behind the ones before it, or nothing. */
export function chainFault(entry: AuditEntry, before: ChainEnd): string | undefined {
  const { position, details, detailsHash, previousHash, hash } = entry;
  if (position !== before.length + 1) return `it stands where ${before.length + 1} should`;
  if (previousHash !== before.hash) return 'the entry before it is not the one that it followed';
  if (details !== null && sha256(details) !== detailsHash) return 'its details are not those that were recorded';
  if (hashOf(entry) !== hash) return 'it is not what was recorded';
  return undefined;
}

/** The same array that the database writes and hashes. */
function hashOf(entry: AuditEntry): string {
  const { position, operationId, outcome, actor, action, subject, userId, reason, detailsHash, recordedBy } = entry;
  const told = [position, operationId, outcome, actor, action, subject, userId, reason, detailsHash, recordedBy];
  return sha256(JSON.stringify([...told, entry.at, entry.previousHash]));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
