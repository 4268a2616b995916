import { useTidemark } from '@tidemark/client/react';
import type { DraftVersionView, DraftView } from '@tidemark/domain';
import { useEffect, useState } from 'react';

interface Page {
  readonly items: readonly DraftVersionView[];
  readonly nextCursor?: string;
}

const PAGE_SIZE = 20;

/** The versions of a draft, newest first, page by page; asked for anew when there is one more. */
export function useVersions({ id, version, revision }: DraftView) {
  const client = useTidemark();
  const [known, setKnown] = useState<Page | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  // The server knows nothing yet of what was only begun here.
  const path = revision === 0 ? null : `/api/drafts/${id}/versions?limit=${PAGE_SIZE}`;

  useEffect(() => {
    if (path === null) return undefined;
    let isWanted = true;
    void client.ask<Page>(path).then((outcome) => {
      if (!isWanted) return;
      if (outcome.ok) setKnown(outcome.value);
      setTrouble(outcome.ok ? null : outcome.error.message);
    });
    return () => void (isWanted = false);
  }, [client, path, version]);

  async function more() {
    if (path === null || known?.nextCursor === undefined) return;
    const older = await client.ask<Page>(`${path}&cursor=${encodeURIComponent(known.nextCursor)}`);
    if (older.ok) setKnown({ ...older.value, items: [...known.items, ...older.value.items] });
    else setTrouble(older.error.message);
  }
  return { versions: known?.items ?? [], hasMore: known?.nextCursor !== undefined, more, trouble };
}
