/** Tells those who look that something is different: once for many changes, and only where it is. */
export class Teller<Topic extends string> {
  private readonly listeners = new Map<Topic, Set<() => void>>();
  private readonly told = new Map<Topic, unknown>();
  private isDue = false;
  private isOver = false;

  /** `picture` gives the same object until something is different; `telling` is called when all were told. */
  constructor(
    private readonly picture: (topic: Topic) => unknown,
    private readonly telling: () => void,
  ) {}

  listen(topic: Topic, listener: () => void): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    if (!this.told.has(topic)) this.told.set(topic, this.picture(topic));
    this.listeners.set(topic, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Something may be different. */
  touch(): void {
    if (this.isDue || this.isOver) return;
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      if (this.isOver) return;
      for (const [topic, listeners] of this.listeners) this.tell(topic, listeners);
      this.telling();
    });
  }

  end(): void {
    this.isOver = true;
  }

  private tell(topic: Topic, listeners: ReadonlySet<() => void>): void {
    if (listeners.size === 0) return;
    const picture = this.picture(topic);
    if (picture === this.told.get(topic)) return;
    this.told.set(topic, picture);
    for (const listener of [...listeners]) listener();
  }
}
