import { MINUTE, SECOND } from '@tidemark/domain';

const MINUTE_SECONDS = MINUTE / SECOND;

/** Seconds as the minutes that stand in a field: `25`, `1.5`. */
export function minutesText(seconds: number): string {
  return String(Math.round((seconds / MINUTE_SECONDS) * 100) / 100);
}

/** The whole seconds that somebody meant; null where it was no number. What is out of range the server says. */
export function typedSeconds(text: string): number | null {
  const minutes = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(minutes)) return null;
  return Math.round(minutes * MINUTE_SECONDS);
}
