import type { SyncStatus } from '@tidemark/client';
import { useTidemark } from '@tidemark/client/react';
import { useEffect, useState } from 'react';

const nobody: readonly string[] = [];

/** The roles of whoever is signed in; the server asks for them again with every call, so this is only what to show. */
export function useRoles(account: SyncStatus['account']): readonly string[] {
  const client = useTidemark();
  const [roles, setRoles] = useState(nobody);
  useEffect(() => {
    let isGone = false;
    if (account !== 'signed-in') return setRoles(nobody);
    void client.ask<{ roles: readonly string[] }>('/api/me').then((answer) => {
      if (!isGone && answer.ok) setRoles(answer.value.roles);
    });
    return () => void (isGone = true);
  }, [client, account]);
  return roles;
}
