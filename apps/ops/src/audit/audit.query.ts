import { toIso, type Instant } from '@tidemark/domain';
import type { AuditEntry } from '@tidemark/service-kit';
import type { Access } from '../access/access';
import { isoOf } from '../terminal/moments';
import { OPERATIONS } from './sql';

/** What somebody did, as it was begun, and how it ended. */
export interface Operation extends AuditEntry {
  readonly endedAt: Instant | null;
  readonly endDetails: string | null;
}

/** Which operations; what is left out, may be as it likes. */
export interface WantedOperations {
  readonly user?: string;
  readonly action?: string;
  readonly since?: Instant;
  readonly limit: number;
}

/** The latest first. */
export async function operations(
  access: Access,
  { user, action, since, limit }: WantedOperations,
): Promise<readonly Operation[]> {
  const values = [user ?? null, action ?? null, since ?? null, limit];
  return (await access.database('audit').query<Operation>(OPERATIONS, values)).rows;
}

export function operationJson({ at, endedAt, details, endDetails, ...operation }: Operation): object {
  return { ...operation, at: toIso(at), endedAt: isoOf(endedAt), details: told(details), end: told(endDetails) };
}

function told(details: string | null): unknown {
  return details === null ? null : JSON.parse(details);
}
