import { useCallback, useState } from 'react';

const KEY = 'tidemark.dismissed';
const KEPT_MAX = 60;

/** What somebody has read and put aside, on this device. */
export function useDismissed(): readonly [dismissed: readonly string[], dismiss: (key: string) => void] {
  const [dismissed, setDismissed] = useState(kept);
  const dismiss = useCallback((key: string) => setDismissed((before) => keep([...before, key].slice(-KEPT_MAX))), []);
  return [dismissed, dismiss];
}

function kept(): readonly string[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[];
  } catch {
    return [];
  }
}

function keep(dismissed: readonly string[]): readonly string[] {
  try {
    localStorage.setItem(KEY, JSON.stringify(dismissed));
  } catch {
    return dismissed;
  }
  return dismissed;
}
