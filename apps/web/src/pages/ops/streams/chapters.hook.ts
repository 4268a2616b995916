import { useAsk, type Asked } from '@tidemark/client/react';
import { useEffect } from 'react';
import type { Story } from '../answers';

/** So many events are told at once, in pages that begin at fixed places. */
export const PAGE = 100;

/** The page of a stream's story in which a version stands; asked again when the stream has grown. */
export function useChapters(streamId: string, version: number, lastVersion: number): Asked<Story> {
  const after = Math.floor(Math.max(0, version - 1) / PAGE) * PAGE;
  const asked = useAsk<Story>(`/api/ops/streams/${encodeURIComponent(streamId)}?after=${after}&limit=${PAGE}`);
  const { value, again } = asked;
  useEffect(() => {
    if (value !== null && value.version < lastVersion) again();
  }, [value, lastVersion, again]);
  return asked;
}
