import { InvalidRequest } from '@tidemark/contracts';
import type { Instant, KnownDraft } from '@tidemark/domain';
import { draftStreamOf } from './draft-ids';

/** A place in the list of drafts by when they were touched last. */
export interface Place {
  readonly updatedAt: Instant;
  readonly streamId: string;
}

/** Before everything: nobody touches anything in a year that has six digits. */
const BEGINNING: Place = { updatedAt: Date.UTC(100_000, 0), streamId: '' };
const LIST_CURSOR = /^([1-9]\d{0,14})\.([\w-]{1,64})$/;
const HISTORY_CURSOR = /^[1-9]\d{0,9}$/;
const VERSION_MAX = 2_147_483_647;

/** Where a page of the list begins. */
export function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return BEGINNING;
  const [, updatedAt, draftId] = LIST_CURSOR.exec(cursor) ?? [];
  if (updatedAt === undefined || draftId === undefined) return refuse();
  return { updatedAt: Number(updatedAt), streamId: draftStreamOf(draftId) };
}

export function cursorAfter({ updatedAt, draftId }: KnownDraft): string {
  return `${updatedAt}.${draftId}`;
}

/** Before which event of its stream a page of the history begins. */
export function versionBefore(cursor: string | undefined): number {
  if (cursor === undefined) return VERSION_MAX;
  return HISTORY_CURSOR.test(cursor) && Number(cursor) <= VERSION_MAX ? Number(cursor) : refuse();
}

function refuse(): never {
  const message = 'cursor must be a nextCursor of an earlier page.';
  throw new InvalidRequest([{ path: 'cursor', rule: 'cursor', message }]);
}
