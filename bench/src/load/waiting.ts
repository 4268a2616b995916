/** What so many callers, each asking again as soon as it was answered, got done. */
export interface Throughput {
  readonly perSecond: number;
  readonly latenciesMs: readonly number[];
}

/** Keeps so many requests waiting for so long. */
export async function keepWaiting(
  waiting: number,
  durationMs: number,
  ask: (caller: number, nth: number) => Promise<unknown>,
): Promise<Throughput> {
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;
  const callers = Array.from({ length: waiting }, async (_, caller) => {
    for (let nth = 0; performance.now() < endsAt; nth += 1) {
      const askedAt = performance.now();
      await ask(caller, nth);
      latenciesMs.push(performance.now() - askedAt);
    }
  });
  await Promise.all(callers);
  return { perSecond: (latenciesMs.length * 1_000) / (performance.now() - startedAt), latenciesMs };
}
