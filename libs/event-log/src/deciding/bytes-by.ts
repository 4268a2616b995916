/** Of a state that never grows large. */
const USUAL_BYTES = 1_024;

/** About how large a state is to whoever remembers it. */
export function bytesBy<State>(decider: { bytesOf?(state: State): number } | undefined, state: State): number {
  return USUAL_BYTES + (decider?.bytesOf?.(state) ?? 0);
}
