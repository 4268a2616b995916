const SHORTEST_MS = 500;
const LONGEST_MS = 10_000;

/** How long to wait before the next try after so many failures in a row: 0.5 s, doubling up to 10 s. */
export function backOffMs(failures: number): number {
  return Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.max(0, failures - 1));
}
