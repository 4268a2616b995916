import type { TokensShown } from '@tidemark/contracts';

/** As much of a body as the specs look at; anything else in it is compared whole. */
export interface Said {
  readonly [field: string]: unknown;
  readonly error?: { readonly code: string; readonly message: string; readonly details: unknown };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Said;
}

export interface Ask {
  readonly token?: string;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Plain HTTP, and the few calls that every spec begins with. */
export class HttpClient {
  constructor(private readonly url: string) {}

  get = (path: string, ask: Ask = {}) => this.ask('GET', path, ask);
  post = (path: string, ask: Ask = {}) => this.ask('POST', path, ask);
  put = (path: string, ask: Ask = {}) => this.ask('PUT', path, ask);
  delete = (path: string, ask: Ask = {}) => this.ask('DELETE', path, ask);

  async ask(method: string, path: string, { token, body, headers = {} }: Ask): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
  }

  async guest(): Promise<TokensShown> {
    return (await this.post('/api/auth/guest')).body as unknown as TokensShown;
  }
}
