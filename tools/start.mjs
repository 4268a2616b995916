// `npm start`: from a clean clone to one address.
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { build } from './build.mjs';
import { requireNode, requirePackages } from './ready.mjs';
import { ROOT } from './workspace.mjs';

requireNode();
await requirePackages();
await build();

let stops = 0;
const { startStack } = createRequire(import.meta.url)('@tidemark/local-infra');
const dataDir = process.env.TIDEMARK_DATA_DIR ?? join(ROOT, '.tidemark');
const starting = startStack({ dataDir, say: (line) => console.log(line) });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

try {
  const { address } = await starting;
  console.log(`\nTidemark is running at ${address} (Ctrl-C stops everything)`);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

async function stop() {
  // Whoever asks twice does not want to wait; what runs on then ends by itself, because we are gone.
  if (++stops > 1) process.exit(1);
  console.log('\nStopping ...');
  const stack = await starting.catch(() => undefined);
  await stack?.stop();
  process.exit(0);
}
