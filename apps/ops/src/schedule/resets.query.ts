import { toIso, type Instant } from '@tidemark/domain';
import type { Access } from '../access/access';
import { BUCKETS } from './sql';

/** All whose day ends at the same instant by the same rule. */
export interface Bucket {
  readonly timezone: string;
  readonly resetTime: string;
  readonly nextAt: Instant;
  readonly restMs: number;
  readonly users: number;
}

/** The most urgent first; of all zones, unless one is named. */
export async function comingResets(
  access: Access,
  { zone, limit }: { readonly zone?: string; readonly limit: number },
): Promise<readonly Bucket[]> {
  return (await access.database('scheduler').query<Bucket>(BUCKETS, [zone ?? null, limit])).rows;
}

export function bucketJson({ nextAt, restMs, ...bucket }: Bucket): object {
  return { ...bucket, nextAt: toIso(nextAt), isOverdue: restMs < 0 };
}
