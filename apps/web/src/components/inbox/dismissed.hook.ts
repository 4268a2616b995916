import { useCallback, useState } from 'react';
import { Note } from '../../offline/note';

const KEPT_MAX = 60;
const note = new Note<readonly string[]>('tidemark.dismissed');

/** What somebody has read and put aside, on this device. */
export function useDismissed(): readonly [dismissed: readonly string[], dismiss: (key: string) => void] {
  const [dismissed, setDismissed] = useState(kept);
  const dismiss = useCallback((key: string) => setDismissed((before) => keep([...before, key].slice(-KEPT_MAX))), []);
  return [dismissed, dismiss];
}

function kept(): readonly string[] {
  return note.read() ?? [];
}

function keep(dismissed: readonly string[]): readonly string[] {
  note.write(dismissed);
  return dismissed;
}
