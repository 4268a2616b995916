interface Made {
  readonly from: readonly unknown[];
  readonly value: unknown;
}

/** Makes nothing twice from the same, so that whoever compares by identity sees exactly what has changed. */
export class Memo {
  private readonly made = new Map<string, Made>();

  /** What was made last under a name. */
  last<Value>(name: string): Value | undefined {
    return this.made.get(name)?.value as Value | undefined;
  }

  once<Value>(name: string, from: readonly unknown[], make: () => Value): Value {
    const held = this.made.get(name);
    const isSame = held?.from.length === from.length && from.every((part, nth) => part === held.from[nth]);
    if (held && isSame) return held.value as Value;
    const value = make();
    this.made.set(name, { from, value });
    return value;
  }
}
