// The first step of docker-compose.yml: makes, once, what the containers share and nobody else may know.
// Arguments: the data folder, and the URL of the database without its password.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { kept, randomSecret, secretsIn } from './secrets';

/** Postgres reads its password as another user than the services. */
const FOR_EVERY_USER = 0o644;

const [dataDir = '', databaseUrl = ''] = process.argv.slice(2);
const url = new URL(databaseUrl);
secretsIn(dataDir);
url.password = kept(join(dataDir, 'postgres-password'), randomSecret, FOR_EVERY_USER);
writeFileSync(join(dataDir, 'secrets/postgres-url'), url.href, { mode: 0o600 });
