import type { SyncError } from '@tidemark/client';
import { SECOND } from '@tidemark/domain';

/** The same as the server asks for; said before somebody chooses one. */
export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_MAX = 200;
export const PASSWORD_RULE = `${PASSWORD_LENGTH_MIN} to ${PASSWORD_LENGTH_MAX} characters. A short sentence is easy to keep in mind.`;

export const ELSEWHERE =
  'Accounts of this Tidemark are kept by your organisation. Sign in there; there are no guests and no passwords here.';

/** What went wrong, beside the field where it did; `form` where it was none of them. */
export interface SignInTrouble {
  readonly email?: string;
  readonly password?: string;
  readonly form?: string;
  /** Accounts are kept by somebody else, and nobody signs in here. */
  readonly isElsewhere?: boolean;
}

type Failed = Pick<SyncError, 'code' | 'message' | 'details'>;
interface Mistake {
  readonly path: string;
  readonly message: string;
}

/** A refusal of the server in its place [G3]. */
export function signInTrouble({ code, message, details }: Failed): SignInTrouble {
  switch (code) {
    case 'request/invalid':
      return besideFields(Array.isArray(details) ? (details as Mistake[]) : [], message);
    case 'auth/invalid':
      return { form: 'There is no account with this e-mail address and this password.' };
    case 'account/email-taken':
      return { email: message };
    case 'request/too-many':
      return { form: `Too many attempts. ${againIn(details)}` };
    case 'route/not-found':
      return { isElsewhere: true };
    default:
      return { form: message };
  }
}

function besideFields(mistakes: readonly Mistake[], message: string): SignInTrouble {
  const of = (path: string) => mistakes.find((mistake) => mistake.path === path)?.message;
  const [email, password] = [of('email'), of('password')];
  if (email === undefined && password === undefined) return { form: message };
  return { ...(email !== undefined && { email }), ...(password !== undefined && { password }) };
}

function againIn(details: unknown): string {
  const { retryInMs } = (details ?? {}) as { retryInMs?: number };
  return retryInMs === undefined ? 'Try again in a minute.' : `Try again in ${Math.ceil(retryInMs / SECOND)} s.`;
}

/** Somebody who means it types this. */
export const ERASE_WORD = 'erase';

/** Whether what was typed is meant. */
export function isEraseMeant(typed: string): boolean {
  return typed.trim().toLowerCase() === ERASE_WORD;
}

/** `3 changes` */
export function changesWords(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

/** `tidemark-2026-11-21.json` */
export function exportName(now: number): string {
  return `tidemark-${new Date(now).toISOString().slice(0, 10)}.json`;
}
