import type { Access } from '../access/access';
import { notFound } from '../terminal/failure';
import { IS_KNOWN } from './sql';

/** Refuses an id under which nothing is kept. */
export async function refuseUnknown(access: Access, userId: string): Promise<void> {
  const { rows } = await access.database('timer').query<{ isKnown: boolean }>(IS_KNOWN, [userId]);
  if (!rows[0]?.isKnown) throw notFound(`user ${userId}`);
}
