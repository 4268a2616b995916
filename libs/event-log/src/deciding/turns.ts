import { Unavailable } from '@tidemark/domain';

/** So many may wait for one stream; a longer queue is somebody's loop. */
const WAITING_MAX = 64;

/** One at a time per stream within this process, in the order of asking, so that we do not conflict with ourselves. */
export class Turns {
  readonly #waiting = new Map<string, (() => void)[]>();

  async run<Result>(streamId: string, work: () => Promise<Result>): Promise<Result> {
    const waiting = this.#waiting.get(streamId);
    if (waiting && waiting.length >= WAITING_MAX) throw new Unavailable('The stream');
    if (waiting) await new Promise<void>((resolve) => waiting.push(resolve));
    else this.#waiting.set(streamId, []);
    try {
      return await work();
    } finally {
      const next = this.#waiting.get(streamId)?.shift();
      if (next) next();
      else this.#waiting.delete(streamId);
    }
  }
}
