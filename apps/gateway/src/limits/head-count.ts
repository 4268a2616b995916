/** How many are present for each key, with no memory of those who left. */
export class HeadCount {
  private readonly counts = new Map<string, number>();

  constructor(private readonly max: number) {}

  isFull(key: string): boolean {
    return this.of(key) >= this.max;
  }

  enter(key: string): void {
    this.counts.set(key, this.of(key) + 1);
  }

  leave(key: string): void {
    const left = this.of(key) - 1;
    if (left > 0) this.counts.set(key, left);
    else this.counts.delete(key);
  }

  of(key: string): number {
    return this.counts.get(key) ?? 0;
  }
}
