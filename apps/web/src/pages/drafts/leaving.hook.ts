import { useTidemark } from '@tidemark/client/react';
import { SECOND, type DraftView } from '@tidemark/domain';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';

/** So long may somebody take it back. A discarded draft stays discarded, so it is not said before. */
const UNDO_WITHIN_MS = 10 * SECOND;

/** A draft on its way out: gone from the page at once, and discarded when nobody took it back. */
export function useLeaving() {
  const client = useTidemark();
  const [, navigate] = useLocation();
  const [leaving, setLeaving] = useState<DraftView | null>(null);
  const takenBack = useRef<DraftView | null>(null);

  useEffect(() => {
    if (!leaving) return undefined;
    const alarm = setTimeout(() => setLeaving(null), UNDO_WITHIN_MS);
    // Another draft follows it, or another page.
    return () => {
      clearTimeout(alarm);
      if (takenBack.current !== leaving) client.command('draft/discard', { id: leaving.id });
    };
  }, [client, leaving]);

  return {
    leaving,
    discard(draft: DraftView) {
      takenBack.current = null;
      setLeaving(draft);
      navigate('/drafts');
    },
    takeBack() {
      takenBack.current = leaving;
      setLeaving(null);
      if (leaving) navigate(`/drafts/${leaving.id}`);
    },
  };
}
