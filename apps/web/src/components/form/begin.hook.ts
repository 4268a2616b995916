import { useTidemark } from '@tidemark/client/react';
import { useCallback, useState } from 'react';
import { zoneHere } from '../../words/zones';

/** Whoever is nobody yet becomes a guest by the first thing that they change; a wish needs somebody to wish it. */
export function useBegin() {
  const client = useTidemark();
  const [trouble, setTrouble] = useState<string | null>(null);
  const begin = useCallback(async (): Promise<boolean> => {
    // Whoever is only to log in again stays themselves: what they do meanwhile is kept for them.
    await client.ready;
    if (client.status().userId !== null) return true;
    const outcome = await client.signIn({ as: 'guest', timezone: zoneHere() });
    setTrouble(outcome.ok ? null : outcome.error.message);
    // The page stays as the visitor first saw it: as their device looks.
    if (outcome.ok) client.command('configuration/set', { theme: 'system' });
    return outcome.ok;
  }, [client]);
  return { begin, trouble };
}
