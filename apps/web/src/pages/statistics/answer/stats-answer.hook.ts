import type { Topic } from '@tidemark/client';
import { useAsk, useSyncStatus } from '@tidemark/client/react';
import { useEffect, useMemo } from 'react';
import type { DayStats } from './day-stats';
import { exampleYear } from './example-year';
import type { Dates } from '../stats-range';

import { keepStats, keptStats } from './kept-stats';

/** How it stands with the days of a year: told just now, told earlier, somebody else's as an example, or not known yet. */
export interface StatsAnswer {
  readonly status: 'loading' | 'told' | 'kept' | 'example' | 'failed';
  readonly items: readonly DayStats[];
  again(): void;
}

const changes: readonly Topic[] = ['sessionCount', 'timer'];
const nothing: readonly DayStats[] = [];

/** Everything on the page comes of this one answer. */
export function useStats(year: Dates, today: string): StatsAnswer {
  const { account, userId } = useSyncStatus();
  const path = userId !== null ? `/api/stats/daily?from=${year.from}&to=${year.to}` : null;
  const { value, status, again } = useAsk<{ readonly items: readonly DayStats[] }>(path, changes);
  const kept = useMemo(() => keptStats(userId, path), [userId, path]);
  const isUsual = year.to >= today;
  useEffect(() => {
    if (userId !== null && path !== null && value && isUsual) keepStats({ userId, path, items: value.items });
  }, [userId, path, value, isUsual]);
  const example = useMemo(() => exampleYear(year, today), [year.from, today]);

  if (account === 'signed-out' && userId === null) return { status: 'example', items: example, again };
  if (value) return { status: status === 'failed' ? 'kept' : 'told', items: value.items, again };
  if (kept) return { status: status === 'failed' ? 'kept' : 'told', items: kept, again };
  return { status: status === 'failed' ? 'failed' : 'loading', items: nothing, again };
}
