/** What is heard may be late or doubled; a revision only grows, so the highest one is what to show. */
export function newest<State extends { readonly revision: number }>(
  held: State | null,
  heard: State | null | undefined,
): State | null {
  if (heard === null || heard === undefined) return held;
  return held !== null && held.revision > heard.revision ? held : heard;
}
