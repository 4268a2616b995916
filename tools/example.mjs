// `npm run example <name>`: runs an example beside what `npm start` runs from this folder, or what the environment names.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from './build.mjs';
import { requireNode, requirePackages } from './ready.mjs';
import { runningHere } from './running-here.mjs';
import { ROOT } from './workspace.mjs';

requireNode();
await requirePackages();
await build();

const program = join(ROOT, 'examples', process.argv[2] ?? '', 'dist/main.js');
if (!existsSync(program)) {
  console.error('Say which one: npm run example badge-service');
  process.exit(2);
}
const here = runningHere();
Object.assign(process.env, { ...here, POSTGRES_URL: here.TIDEMARK_POSTGRES_URL, ...process.env });
await import(pathToFileURL(program));
