import { useLocation } from 'wouter';
import { isProgramId } from './program-names';

const BEFORE = '/program/';

/** Which program the address names; null for the list of all. */
export function useProgramAddress(): string | null {
  const [path] = useLocation();
  const named = path.startsWith(BEFORE) ? decodeURIComponent(path.slice(BEFORE.length)) : '';
  return isProgramId(named) ? named : null;
}

export function programAddress(programId: string): string {
  return `${BEFORE}${programId}`;
}
