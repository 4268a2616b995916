/** What a loop rests on: it goes on when the bell rings, or when it has rested long enough. */
export class Bell {
  #rang = false;
  #wake: (() => void) | undefined;

  /** Rung while nobody rests, it cuts the next rest short, so that no ring is lost. */
  ring(): void {
    this.#rang = true;
    this.#wake?.();
  }

  async rest(longestMs: number): Promise<void> {
    if (!this.#rang) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longestMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    this.#rang = false;
  }
}
