import { toIso, type Instant } from '@tidemark/domain';
import type { Access } from '../access/access';
import { DEAD_LETTERS } from './sql';

/** Something that could not be applied. */
export interface DeadLetter {
  readonly letter: string;
  readonly what: string;
  readonly tries: number | null;
  readonly reason: string;
  readonly putAsideAt: Instant;
}

/** Of all services, the latest first. */
export async function deadLetters(access: Access, limit: number): Promise<readonly DeadLetter[]> {
  return (await access.database('timer').query<DeadLetter>(DEAD_LETTERS, [limit])).rows;
}

export function letterJson({ putAsideAt, ...letter }: DeadLetter): object {
  return { ...letter, putAsideAt: toIso(putAsideAt) };
}
