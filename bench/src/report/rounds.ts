import type { Effort, Say } from '../bench';

/** Measures all contestants in turn, round after round, and gives the median of each. */
export async function inTurn<Name extends string>(
  { rounds }: Effort,
  contestants: Readonly<Record<Name, () => Promise<number>>>,
  say: Say,
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const results = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const result = await contestants[name]();
      results.get(name)!.push(result);
      say(`  ${name}: ${result.toFixed(2)}`);
    }
  }
  return Object.fromEntries(names.map((name) => [name, quantile(results.get(name)!, 0.5)])) as Record<Name, number>;
}

/** The value below which this part of all values lies. */
export function quantile(values: readonly number[], part: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}
