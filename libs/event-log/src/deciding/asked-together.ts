/** Questions about single keys that are asked in one turn of the event loop and answered by one read. */
export class AskedTogether<Value> {
  #wanted = new Set<string>();
  #answer: Promise<ReadonlyMap<string, Value>> | undefined;

  constructor(private readonly read: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>) {}

  async about(key: string): Promise<Value | undefined> {
    this.#wanted.add(key);
    this.#answer ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        const keys = [...this.#wanted];
        this.#wanted = new Set();
        this.#answer = undefined;
        this.read(keys).then(resolve, reject);
      });
    });
    return (await this.#answer).get(key);
  }
}
