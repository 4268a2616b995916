/** Something that must hold did not; the seed that brought it about does so again. */
export class Breach extends Error {
  constructor(
    readonly invariant: string,
    detail: string,
  ) {
    super(`${invariant}: ${detail}`);
    this.name = 'Breach';
  }
}

export function must(holds: boolean, invariant: string, detail: string): asserts holds {
  if (!holds) throw new Breach(invariant, detail);
}
