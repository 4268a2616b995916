import { createHash } from 'node:crypto';

/** Of a hash of 256 bits, more than enough to be alone with it. */
const ID_LENGTH = 22;

export const draftStreamOf = (draftId: string): string => `draft-${draftId}`;

/** Made of the command's key, so that saying it again means the same draft. */
export function newDraftId(userId: string, commandId: string): string {
  const hash = createHash('sha256').update(`${userId} ${commandId}`);
  return hash.digest('base64url').slice(0, ID_LENGTH);
}
