import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './workspace.mjs';

/** The settings of the stack of `npm start`, where one runs. */
export function runningHere() {
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
