import { logLines, type LogLine } from './log-lines';

/** Refusals and outages are no errors, so each of these is a bug. */
const BUGS: readonly unknown[] = ['error', 'fatal'];
/** Node says these beside its log, and they are no reason to end. */
const WARNING = /^\(node:|^\(Use `node/;

/** Every bug that a service has logged since the stack was started. */
export function complaintsIn(dataDir: string): readonly string[] {
  return logLines(dataDir)
    .filter(isComplaint)
    .map(({ file, text }) => `${file}: ${text}`);
}

/** What is not a line of the log was said by Node itself, on its way down. */
function isComplaint({ text, entry }: LogLine): boolean {
  return entry ? BUGS.includes(entry['level']) : !WARNING.test(text);
}
