// `npm run ops -- <command>`: looks after what runs from this folder, or after what the environment names.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { build } from './build.mjs';
import { requireNode, requirePackages } from './ready.mjs';
import { ROOT } from './workspace.mjs';

requireNode();
await requirePackages();
await build();

// Ctrl-C is for the command, which says itself when it has ended.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
const command = [join(ROOT, 'apps/ops/tidemark.cjs'), ...process.argv.slice(2)];
const child = spawn(process.execPath, command, { stdio: 'inherit', env: { ...runningHere(), ...process.env } });
child.on('exit', (exitCode) => process.exit(exitCode ?? 1));

/** The settings of the stack of `npm start`, where one runs. */
function runningHere() {
  const dataDir = process.env.TIDEMARK_DATA_DIR ?? join(ROOT, '.tidemark');
  const runFile = join(dataDir, 'run.json');
  if (!existsSync(runFile)) return {};
  const { postgresUrl, natsUrl } = JSON.parse(readFileSync(runFile, 'utf8'));
  return {
    TIDEMARK_POSTGRES_URL: postgresUrl,
    TIDEMARK_NATS_URL: natsUrl,
    TIDEMARK_SERVICE_SECRET_FILE: join(dataDir, 'secrets/service-secret'),
  };
}
