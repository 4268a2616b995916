import type { IncomingMessage } from 'node:http';

/**
 * The caller's address. Each trusted proxy before us has added to the list the address it saw, so we look as far to the
 * left as there are proxies; what stands further left is whatever the caller likes to claim.
 */
export function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const direct = socket.remoteAddress ?? '';
  if (trustedProxies === 0) return direct;
  const claimed = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return [...claimed, direct].at(-1 - Math.min(trustedProxies, claimed.length)) ?? direct;
}
