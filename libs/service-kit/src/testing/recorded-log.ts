import { createLogger } from '../logger';

/** A log that a spec can read. */
export function recordedLog() {
  const lines: string[] = [];
  const logger = createLogger('timer-service', 'info', { write: (line) => void lines.push(line) });
  return { logger, lines, entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}
