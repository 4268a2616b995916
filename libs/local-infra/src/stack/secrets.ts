import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SERVICE_SECRET_BYTES = 32;

/** What only this stack knows: made at its first start, kept readable for its owner alone. */
export interface Secrets {
  readonly serviceSecret: string;
  readonly tokenKeyFile: string;
}

/** Reads the secrets of a data folder, or makes them. */
export function secretsIn(dataDir: string): Secrets {
  const dir = join(dataDir, 'secrets');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const serviceSecretFile = join(dir, 'service-secret');
  const tokenKeyFile = join(dir, 'token-key.pem');
  keep(serviceSecretFile, () => randomBytes(SERVICE_SECRET_BYTES).toString('base64url'));
  keep(tokenKeyFile, () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  });
  return { serviceSecret: readFileSync(serviceSecretFile, 'utf8'), tokenKeyFile };
}

function keep(file: string, make: () => string): void {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
}
