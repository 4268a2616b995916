import { verdictOn, type Failure } from './answer';

/** Why something that was wished is not so, or not yet. It is handed over and never thrown. */
export abstract class SyncError extends Error {
  // Written out, because a name that is taken from the class does not survive a minifier.
  abstract override readonly name: 'Delayed' | 'Conflict' | 'Rejected' | 'Unauthorized' | 'StorageFull';

  constructor(
    readonly code: string,
    message: string,
    readonly details: unknown,
  ) {
    super(message);
  }
}

/** It is kept here and sent again by itself. */
export class Delayed extends SyncError {
  override readonly name = 'Delayed';
}

/** The state forbids it; `details` has the state. */
export class Conflict extends SyncError {
  override readonly name = 'Conflict';
}

/** It can never be done as it was said. */
export class Rejected extends SyncError {
  override readonly name = 'Rejected';
}

/** Somebody has to sign in first; it is kept until then. */
export class Unauthorized extends SyncError {
  override readonly name = 'Unauthorized';
}

/** This device has no room: it is sent all the same, and lost if the page is closed before. */
export class StorageFull extends SyncError {
  override readonly name = 'StorageFull';
}

const NEVER_AS_SAID = ['request/', 'route/', 'sync/'];
const WITHOUT_STATE = /\/(not-found|too-large)$/;

/** A refusal as the kind of error that it is. */
export function errorOf(failure: Failure): SyncError {
  const { code, message, details } = failure;
  return new (kindOf(failure))(code, message, details);
}

function kindOf(failure: Failure): new (...said: ConstructorParameters<typeof SyncError>) => SyncError {
  const { code } = failure;
  if (code === 'storage/full') return StorageFull;
  if (code.startsWith('auth/')) return code === 'auth/forbidden' ? Rejected : Unauthorized;
  if (verdictOn(failure) === 'later') return Delayed;
  const isMalformed = NEVER_AS_SAID.some((start) => code.startsWith(start)) && code !== 'request/key-reused';
  return isMalformed || WITHOUT_STATE.test(code) ? Rejected : Conflict;
}
