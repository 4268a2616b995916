import type { Entry, SyncStatus } from '@tidemark/client';
import { MINUTE, SECOND } from '@tidemark/domain';
import { countdown, span } from '../../words/words';

/** How long the client waits after its first failures, in seconds; after that it waits for news of the connection. */
const AGAIN_WITHIN_SECONDS = [1, 5, 15];

/** What a write waits for, and how often it was tried. */
export function waitWords(
  { holdMs }: Pick<Entry, 'holdMs'>,
  attempts: number,
  { account, link }: Pick<SyncStatus, 'account' | 'link'>,
): string {
  const tried = attempts === 0 ? '' : attempts === 1 ? 'tried once, ' : `tried ${attempts} times, `;
  if (account === 'signed-out') return `${tried}goes when you log in again`;
  if (link === 'offline') return `${tried}goes when there is a connection`;
  if (attempts === 0) return holdMs > 0 ? 'goes as soon as you pause' : 'on its way';
  const seconds = AGAIN_WITHIN_SECONDS[attempts - 1];
  return `${tried}${seconds === undefined ? 'again within a few minutes' : `again within ${seconds} s`}`;
}

const RIGHT_WITHIN_MS = SECOND / 2;

/** What the clock of this device shows beside the server's. */
export function clockWords(aheadMs: number): string {
  const wrongMs = Math.abs(aheadMs);
  if (wrongMs < RIGHT_WITHIN_MS) return 'right to half a second';
  const much =
    wrongMs < MINUTE ? `${(wrongMs / SECOND).toFixed(1)} s` : wrongMs < 60 * MINUTE ? minutes(wrongMs) : span(wrongMs);
  return `${much} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}

function minutes(durationMs: number): string {
  return `${countdown(durationMs)} min`;
}

/** Why something was refused, place by place where the server named places. */
export function refusalWords({ refusal }: Pick<Entry, 'refusal'>): readonly string[] {
  if (!refusal) return [];
  const { message, details } = refusal;
  const mistakes = Array.isArray(details) ? (details as { path?: string; message?: string }[]) : [];
  const told = mistakes.flatMap(({ path, message: why }) => (path === undefined ? [] : [`${path}: ${why ?? 'wrong'}`]));
  return [message, ...told];
}

/** `2.1 MB` */
export function bytesWords(bytes: number): string {
  const [kilo, mega] = [bytes / 1e3, bytes / 1e6];
  return mega >= 1 ? `${mega.toFixed(1)} MB` : `${Math.max(1, Math.round(kilo))} kB`;
}
