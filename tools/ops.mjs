// `npm run ops -- <command>`: looks after what runs from this folder, or after what the environment names.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { build } from './build.mjs';
import { requireNode, requirePackages } from './ready.mjs';
import { runningHere } from './running-here.mjs';
import { ROOT } from './workspace.mjs';

requireNode();
await requirePackages();
await build();

const here = runningHere();
if (Object.keys(here).length === 0 && !process.env.TIDEMARK_POSTGRES_URL) {
  console.error(
    'Nothing runs from this folder (npm start); TIDEMARK_DATA_DIR or the settings may say what to look after.',
  );
}

// Ctrl-C is for the command, which says itself when it has ended.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
const command = [join(ROOT, 'apps/ops/tidemark.cjs'), ...process.argv.slice(2)];
const child = spawn(process.execPath, command, { stdio: 'inherit', env: { ...here, ...process.env } });
child.on('exit', (exitCode) => process.exit(exitCode ?? 1));
