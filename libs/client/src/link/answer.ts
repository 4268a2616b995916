/** A no as the server tells it. */
export interface Failure {
  readonly code: string;
  /** Fit to be shown. */
  readonly message: string;
  /** The current state, where it was the state that forbade it. */
  readonly details?: unknown;
}

/** What came back. A refusal is an answer, and so is silence: nothing throws for the network. */
export type Answer<Body = unknown> =
  { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly error: Failure };

/** Nobody answered. */
export const unreachable: Extract<Answer<never>, { ok: false }> = {
  ok: false,
  error: { code: 'network/unreachable', message: 'Tidemark cannot be reached right now.' },
};

/** Nobody is signed in on this device. */
export const signedOut: Extract<Answer<never>, { ok: false }> = {
  ok: false,
  error: { code: 'auth/missing', message: 'Nobody is signed in here.' },
};

/** Somebody else is signed in here, whose work would be out of reach. */
export const unsent: Extract<Answer<never>, { ok: false }> = {
  ok: false,
  error: { code: 'account/unsent', message: 'Sign out first: not everything has been sent.' },
};

/** What a refusal calls for. */
export type Verdict = 'later' | 'new-token' | 'never';

/** Whether the very same is worth saying again. */
export function verdictOn({ code }: Failure): Verdict {
  if (code.startsWith('network/') || code.startsWith('service/') || code === 'request/too-many') return 'later';
  if (code.startsWith('auth/') && code !== 'auth/forbidden') return 'new-token';
  return 'never';
}

/** How long the server asks to be left alone, where it does. */
export function retryInMs({ details }: Failure): number | undefined {
  const asked = (details as { retryInMs?: unknown } | null | undefined)?.retryInMs;
  return typeof asked === 'number' ? asked : undefined;
}
