import { SECOND, toIso, type Checkpoint } from '@tidemark/domain';

/** A checkpoint as the outside sees it, whether it asked for it or hears of it as a fact. */
export function checkpointView<Known extends Checkpoint>({ remainingMs, lastActiveAt, at, ...rest }: Known) {
  return {
    ...rest,
    remainingSeconds: Math.ceil(remainingMs / SECOND),
    lastActiveAt: toIso(lastActiveAt),
    timestamp: toIso(at),
  };
}
