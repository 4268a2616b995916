// `npm test`: from a clean clone to a verdict.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { build } from './build.mjs';
import { requireNode, requirePackages, seconds } from './ready.mjs';
import { ROOT } from './workspace.mjs';

const WORKERS_MAX = 2;

const startedAt = Date.now();
requireNode();
await requirePackages();
await build();
const infra = createRequire(import.meta.url)('@tidemark/local-infra');
const say = (line) => console.log(line);

try {
  if (!(await infra.containersWanted())) await infra.installServers(infra.SERVER_PROGRAMS, say);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

await offer('chromium', infra.findBinary('chromium'), 'stories in a browser');
await offer(infra.CLOCK_PACKAGE, infra.findClockLibrary(), 'tests that travel in time');
if (infra.findClockLibrary() && !infra.canShiftClocks())
  say('Only servers that are processes can travel in time: tests that do are skipped.');

// Stories run one at a time: each has a whole stack for itself, and would only wait for the others' share of the machine.
const parts = [
  ['unit, contract and integration tests', ['--ignoreProjects', 'e2e', `--maxWorkers=${WORKERS_MAX}`]],
  ['stories', ['--selectProjects', 'e2e', '--runInBand']],
];
const failed = parts.filter(([name, options]) => {
  say(`\n== ${name} ==`);
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  // A failed test may leave a connection open; the verdict does not wait for it.
  return spawnSync(process.execPath, [jest, '--forceExit', ...options], { cwd: ROOT, stdio: 'inherit' }).status !== 0;
});

const verdict = failed.length === 0 ? 'Everything passed' : `FAILED: ${failed.map(([name]) => name).join('; ')}`;
say(`\n${verdict} (${seconds(startedAt)} s).`);
process.exit(failed.length === 0 ? 0 : 1);

/** Some tests need what not every machine can have. */
async function offer(name, isHere, tests) {
  if (isHere || (await infra.installPackages([name], say))) return;
  say(`${name} is not here and cannot be installed: ${tests} are skipped.`);
}
