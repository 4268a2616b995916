import type { TimerView } from '@tidemark/domain';

/** What went wrong, in the contract's shape. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly details: unknown;
}

/** A body of which a story reads the fields it expects; what is missing fails the story's claim. */
export type Body = Partial<TimerView> & {
  readonly error?: Failure;
  readonly requestId?: string;
  readonly [field: string]: unknown;
};

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  /** As it came over the wire. */
  readonly text: string;
}

export interface Ask {
  readonly token?: string;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 15_000;

/** One request over HTTP. It throws only where there was no answer at all. */
export async function ask(method: string, url: string, { token, body, headers = {} }: Ask = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as Body) : {}, text };
}
