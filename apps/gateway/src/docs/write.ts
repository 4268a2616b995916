import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../http/endpoint';
import { asyncapi } from './asyncapi';
import { openapi } from './openapi';

/** The same place seen from `src` and from `dist`. */
const GENERATED = join(__dirname, '../../../../docs/generated');

mkdirSync(GENERATED, { recursive: true });
for (const [name, document] of Object.entries({ openapi: openapi(endpoints(true)), asyncapi: asyncapi() })) {
  writeFileSync(join(GENERATED, `${name}.json`), `${JSON.stringify(document, null, 2)}\n`);
}
