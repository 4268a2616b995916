import { toIso, type Instant } from '@tidemark/domain';
import type { Access } from '../access/access';
import { notFound } from '../terminal/failure';
import { letterNamed } from './settled-letter';
import { DEAD_LETTERS, LETTER_BODY } from './sql';

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

/** What a letter says, and where it was told. */
export interface LetterBody {
  readonly subject: string;
  readonly body: string;
}

export async function letterBody(access: Access, letter: string): Promise<LetterBody> {
  const { service, consumer, place } = letterNamed(letter);
  const { rows } = await access.database('timer').query<LetterBody>(LETTER_BODY, [service, consumer, place]);
  if (!rows[0]) throw notFound(`fact put aside as ${letter}; of one that is an event, tidemark why tells`);
  return rows[0];
}
