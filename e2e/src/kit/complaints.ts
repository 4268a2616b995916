import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Refusals and outages are no errors, so each of these is a bug. */
const BUGS: readonly unknown[] = ['error', 'fatal'];
/** Node says these beside its log, and they are no reason to end. */
const WARNING = /^\(node:|^\(Use `node/;

/** Every bug that a service has logged since the stack was started. */
export function complaintsIn(dataDir: string): readonly string[] {
  const logs = join(dataDir, 'logs');
  return readdirSync(logs).flatMap((file) =>
    readFileSync(join(logs, file), 'utf8')
      .split('\n')
      .filter(isComplaint)
      .map((line) => `${file}: ${line}`),
  );
}

/** What is not a line of the log was said by Node itself, on its way down. */
function isComplaint(line: string): boolean {
  if (line === '' || WARNING.test(line)) return false;
  try {
    return BUGS.includes((JSON.parse(line) as { level?: unknown }).level);
  } catch {
    return true;
  }
}
