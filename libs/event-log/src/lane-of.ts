const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The lane of a user, for ever: FNV-1a over the UTF-16 units of the id. A change here would tear streams apart. */
export function laneOf(userId: string, lanes: number): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < userId.length; index += 1) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), FNV_PRIME);
  }
  return (hash >>> 0) % lanes;
}
