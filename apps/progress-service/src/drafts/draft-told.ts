import type { DraftToldShown } from '@tidemark/contracts';
import { utf8BytesOf, type DraftView } from '@tidemark/domain';

/** Sixteen of these wait for a slow network without being too much for one socket. */
const TOLD_BYTES_MAX = 49_152;

/** A draft as devices hear of it unasked: a large one is only outlined, and whoever wants the whole asks for it. */
export function draftTold({ data, overwritten, ...outline }: DraftView): DraftToldShown {
  const whole = { ...outline, data: data as object, overwritten: [...overwritten] };
  return utf8BytesOf(JSON.stringify(whole)) <= TOLD_BYTES_MAX ? whole : { ...outline, isOutlined: true };
}
