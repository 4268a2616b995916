/** The same answer for a while, so that many who look cost as much as one; a failure is not remembered. */
export function remembered<Found>(freshForMs: number, find: () => Promise<Found>): () => Promise<Found> {
  let found: Promise<Found> | undefined;
  let foundAtMs = 0;
  return () => {
    if (found && performance.now() - foundAtMs < freshForMs) return found;
    foundAtMs = performance.now();
    found = find();
    found.catch(() => (found = undefined));
    return found;
  };
}
