import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of a service's log. */
export interface LogLine {
  readonly file: string;
  readonly text: string;
  /** Missing where Node itself spoke, and not the log. */
  readonly entry: Readonly<Record<string, unknown>> | undefined;
}

/** Everything that the services of a stack have logged since it was started. */
export function logLines(dataDir: string): readonly LogLine[] {
  const logs = join(dataDir, 'logs');
  return readdirSync(logs).flatMap((file) =>
    readFileSync(join(logs, file), 'utf8')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => ({ file, text, entry: entryIn(text) })),
  );
}

function entryIn(text: string): LogLine['entry'] {
  try {
    return JSON.parse(text) as LogLine['entry'];
  } catch {
    return undefined;
  }
}
