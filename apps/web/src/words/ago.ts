import { SECOND, type Instant } from '@tidemark/domain';
import { span } from './words';

/** A device may be a little ahead of the server, and nobody counts seconds. */
const JUST_NOW_MS = 10 * SECOND;

/** `2 min ago` */
export function ago(at: Instant, now: Instant): string {
  const passedMs = now - at;
  return passedMs < JUST_NOW_MS ? 'just now' : `${span(passedMs)} ago`;
}
