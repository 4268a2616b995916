import type { Failure } from './protocol';

const ANSWER_WITHIN_MS = 10_000;

/** The server said no, or said nothing; `message` is fit to be shown. */
export class CallFailed extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'CallFailed';
  }

  /** The one who calls is not who the server knows; asking again will not help. */
  get isSignedOut(): boolean {
    return this.code.startsWith('auth/');
  }
}

export function post<Body>(path: string, body: object): Promise<Body> {
  const headers = { 'content-type': 'application/json' };
  return call(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export function get<Body>(path: string, token: string): Promise<Body> {
  return call(path, { headers: { authorization: `Bearer ${token}` } });
}

async function call<Body>(path: string, request: RequestInit): Promise<Body> {
  const answer = await fetch(path, { ...request, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }).catch(() => null);
  const body: unknown = await answer?.json().catch(() => null);
  if (answer?.ok && body) return body as Body;
  const failure = (body as { error?: Failure } | null | undefined)?.error;
  if (failure) throw new CallFailed(failure.code, failure.message);
  throw new CallFailed('network/unreachable', 'Tidemark cannot be reached right now.');
}
