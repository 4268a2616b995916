import { useTidemark } from '@tidemark/client/react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';

/**
 * The draft that an address names. One that was begun here goes by the key of its beginning until the server has given
 * it an id; the address follows then, and whoever is typing notices nothing of it: `key` stays the same.
 */
export function useSameDraft(addressed: string | null): { readonly id: string; readonly key: string } | null {
  const client = useTidemark();
  const [, navigate] = useLocation();
  const [begun, setBegun] = useState(addressed);
  const id = addressed === null ? null : client.draftId(addressed);
  const isSame = begun !== null && client.draftId(begun) === id;
  if (!isSame && begun !== addressed) setBegun(addressed);
  useEffect(() => {
    if (id !== null && id !== addressed) navigate(`/drafts/${id}`, { replace: true });
  }, [id, addressed, navigate]);
  return id === null ? null : { id, key: (isSame ? begun : addressed) ?? id };
}
