import { utf8BytesOf } from '@tidemark/domain';
import type { SessionSent } from './training-words';

/** Less than the server takes at once: a batch that fails is sent again whole. */
const SESSIONS_MAX = 500;
const BYTES_MAX = 500_000;

/** The workouts in order, so many at once as one request carries. */
export function batchesOf(sessions: readonly SessionSent[]): readonly (readonly SessionSent[])[] {
  const batches: SessionSent[][] = [];
  let leftBytes = 0;
  for (const session of sessions) {
    const bytes = utf8BytesOf(JSON.stringify(session));
    const last = batches.at(-1);
    leftBytes -= bytes;
    if (last && last.length < SESSIONS_MAX && leftBytes >= 0) last.push(session);
    else {
      batches.push([session]);
      leftBytes = BYTES_MAX - bytes;
    }
  }
  return batches;
}
