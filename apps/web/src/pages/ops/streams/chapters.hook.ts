import { useAsk, type Asked } from '@tidemark/client/react';
import type { Story } from '../answers';

/** So many events are told at once, in pages that begin at fixed places. */
export const PAGE = 100;

/** The page of a stream's story in which a version stands. */
export function useChapters(streamId: string, version: number): Asked<Story> {
  const after = Math.floor(Math.max(0, version - 1) / PAGE) * PAGE;
  return useAsk<Story>(`/api/ops/streams/${encodeURIComponent(streamId)}?after=${after}&limit=${PAGE}`);
}
