const CREDENTIALS = /^(\w+:\/\/)([^/@]*)@/;

/** Where the servers are, and as whom to speak to them: the client itself does not read a user out of a URL. */
export interface NatsAddress {
  readonly servers: string[];
  readonly user?: string;
  readonly pass?: string;
}

/** Reads `nats://user:password@host:4222`, or several of a cluster, where the first one that names a user speaks for all. */
export function addressIn(urls: string | readonly string[]): NatsAddress {
  const all = typeof urls === 'string' ? urls.split(',').map((url) => url.trim()) : urls;
  const servers = all.map((url) => url.replace(CREDENTIALS, '$1'));
  const credentials = all.map((url) => CREDENTIALS.exec(url)?.[2]).find((found) => found !== undefined);
  if (credentials === undefined) return { servers };
  const [user = '', ...password] = credentials.split(':');
  return { servers, user: decodeURIComponent(user), pass: decodeURIComponent(password.join(':')) };
}
