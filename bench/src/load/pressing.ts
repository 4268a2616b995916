import { setTimeout as pause } from 'node:timers/promises';

import { press } from './stack-under-load';
import type { ThinSocket } from './thin-socket';

const PRESS_EVERY_MS = 20;

/** A few users who press buttons one after the other, and how long each waited. */
export class Pressing {
  readonly #latenciesMs: number[] = [];
  readonly #working: Promise<void>;
  #isOver = false;

  constructor(readonly devices: readonly ThinSocket[]) {
    this.#working = this.#press();
  }

  async stop(): Promise<readonly number[]> {
    this.#isOver = true;
    await this.#working;
    return this.#latenciesMs;
  }

  async #press(): Promise<void> {
    const answers: Promise<void>[] = [];
    for (let nth = 0; !this.#isOver; nth += 1) {
      const device = this.devices[nth % this.devices.length]!;
      const askedAt = performance.now();
      const turn = Math.floor(nth / this.devices.length);
      answers.push(press(device, turn).then(() => void this.#latenciesMs.push(performance.now() - askedAt)));
      await pause(PRESS_EVERY_MS);
    }
    await Promise.all(answers);
  }
}
