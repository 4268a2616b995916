import { createInterface } from 'node:readline/promises';
import { runTidemark } from './program';
import { takenBy } from './terminal/last-words';

// Whoever reads us may stop reading, as `head` does.
process.stdout.on('error', () => process.exit());
const stopping = new AbortController();
process.once('SIGINT', () => stopping.abort());
process.once('SIGTERM', () => stopping.abort());

const { argv, env, stdin, stdout, stderr } = process;
void runTidemark(argv.slice(2), {
  environment: env,
  isTerminal: stdout.isTTY,
  write: (text) => void stdout.write(text),
  writeError: (text) => void stderr.write(text),
  ask: async (words) => {
    const terminal = createInterface({ input: stdin, output: stderr });
    return terminal.question(words, { signal: stopping.signal }).finally(() => terminal.close());
  },
  stopping: stopping.signal,
}).then(async (exitCode) => {
  await Promise.all([takenBy(stdout), takenBy(stderr)]);
  process.exit(exitCode);
});
