import { SECOND } from '@tidemark/domain';
import { unreachable, type Answer, type Failure } from './answer';
import type { Call } from './transport';

const ANSWER_WITHIN_MS = 15 * SECOND;
const PASSING = [408, 429];
const SERVER_AT_FAULT = 500;

/** One request over HTTP. Silence, and whatever is not of Tidemark, is an answer that says so. */
export async function callHttp<Body>(
  method: string,
  url: string,
  { token, body, headers, keepalive = false }: Call = {},
): Promise<Answer<Body>> {
  try {
    const response = await fetch(url, {
      method,
      keepalive,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.status === 204) return { ok: true, body: {} as Body };
    const said: unknown = await response.json();
    if (response.ok) return { ok: true, body: said as Body };
    return { ok: false, error: failureOf(response, said) };
  } catch {
    return unreachable;
  }
}

/** A proxy on the way may answer in words of its own. */
function failureOf({ status, headers }: Response, said: unknown): Failure {
  const error = (said as { error?: Partial<Failure> } | null)?.error;
  const isPassing = PASSING.includes(status) || status >= SERVER_AT_FAULT;
  const code = error?.code ?? (isPassing ? 'network/unreachable' : `request/status-${status}`);
  const message = error?.message ?? 'Something on the way to Tidemark refused this.';
  const waitSeconds = Number(headers.get('retry-after'));
  const details = error?.details ?? {};
  const saysWhen = waitSeconds > 0 && isPassing && !('retryInMs' in (details as object));
  return { code, message, details: saysWhen ? { ...details, retryInMs: waitSeconds * SECOND } : details };
}
