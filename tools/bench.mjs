// `npm run bench`: prints the tables of docs/performance.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { build } from './build.mjs';
import { requireNode, requirePackages } from './ready.mjs';
import { ROOT } from './workspace.mjs';

requireNode();
await requirePackages();
await build();
const main = join(ROOT, 'bench/dist/main.js');
process.exit(
  spawnSync(process.execPath, [main, ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' }).status ?? 1,
);
