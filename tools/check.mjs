// `npm run check`: everything that can be said about a change without starting a server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { requireNode, requirePackages } from './ready.mjs';
import { ROOT } from './workspace.mjs';

requireNode();
await requirePackages();

const UNIT_TESTS_ONLY = ['--testPathIgnorePatterns', '/node_modules/', '\\.int\\.spec\\.', '/e2e/', '/bench/'];
const STEPS = [
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--cache', '--log-level', 'warn', '.']],
  ['lint and fences', 'eslint/bin/eslint.js', ['.']],
  ['types', '@typescript/native/bin/tsc', ['-b']],
  ['unit tests', 'jest/bin/jest.js', ['--silent', ...UNIT_TESTS_ONLY]],
  ['docs', '../tools/docs.mjs', ['--check']],
];

const failures = [];
for (const [name, program, options] of STEPS) {
  const startedAt = Date.now();
  const { code, output } = await run(join(ROOT, 'node_modules', program), options);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - startedAt) / 1_000).toFixed(1)} s)`);
  if (code !== 0) failures.push({ name, output });
}
for (const { name, output } of failures) console.error(`\n== ${name} ==\n${output.trim()}`);
process.exit(failures.length === 0 ? 0 : 1);

async function run(program, options) {
  const child = spawn(process.execPath, [program, ...options], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes));
  const [code] = await once(child, 'close');
  return { code, output };
}
