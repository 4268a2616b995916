import { verdictOn, type Failure } from './answer';

/** Why something that was wished is not so, or not yet. It is handed over and never thrown. */
export class SyncError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: unknown,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** It is kept here and sent again by itself. */
export class Delayed extends SyncError {}
/** The state forbids it; `details` has the state. */
export class Conflict extends SyncError {}
/** It can never be done as it was said. */
export class Rejected extends SyncError {}
/** Somebody has to sign in first; it is kept until then. */
export class Unauthorized extends SyncError {}
/** This device has no room: it is sent all the same, and lost if the page is closed before. */
export class StorageFull extends SyncError {}

const NEVER_AS_SAID = ['request/', 'route/', 'sync/'];
const WITHOUT_STATE = /\/(not-found|too-large)$/;

/** A refusal as the kind of error that it is. */
export function errorOf(failure: Failure): SyncError {
  const { code, message, details } = failure;
  return new (kindOf(failure))(code, message, details);
}

function kindOf(failure: Failure): typeof SyncError {
  const { code } = failure;
  if (code === 'storage/full') return StorageFull;
  if (code.startsWith('auth/')) return code === 'auth/forbidden' ? Rejected : Unauthorized;
  if (verdictOn(failure) === 'later') return Delayed;
  const isMalformed = NEVER_AS_SAID.some((start) => code.startsWith(start)) && code !== 'request/key-reused';
  return isMalformed || WITHOUT_STATE.test(code) ? Rejected : Conflict;
}
