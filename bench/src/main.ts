import { FULL, QUICK, type Bench } from './bench';
import { append } from './append.bench';
import { bulk } from './bulk.bench';
import { command } from './command.bench';
import { deadlines } from './deadlines.bench';
import { drafts } from './drafts.bench';
import { fanOut } from './fan-out.bench';
import { logReading } from './log-reading.bench';
import { midnight } from './midnight.bench';
import { rebuilding } from './rebuild.bench';
import { reconnect } from './reconnect.bench';
import { writeSection } from './report/document';
import { busyPercent } from './report/machine';
import { tableText } from './report/table';
import { sockets } from './sockets.bench';
import { start } from './start.bench';

const BENCHES: readonly Bench[] = [
  append,
  command,
  bulk,
  drafts,
  fanOut,
  logReading,
  rebuilding,
  midnight,
  deadlines,
  sockets,
  reconnect,
  start,
];

/** `npm run bench -- append --quick`: these benches, or all; a quick run tries them out and writes nothing down. */
async function main(words: readonly string[]): Promise<void> {
  const isQuick = words.includes('--quick');
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown)
    throw new Error(`There is no bench ${unknown}; there are ${BENCHES.map(({ name }) => name).join(', ')}.`);
  for (const bench of BENCHES) {
    if (names.length > 0 && !names.includes(bench.name)) continue;
    console.log(`\n${bench.title}`);
    const busyBefore = await busyPercent();
    console.log(`  others use ${busyBefore} % of the cores`);
    const table = await bench.run(isQuick ? QUICK : FULL, console.log);
    console.log(tableText(table));
    if (!isQuick) await writeSection(bench, table, busyBefore);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
