import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RANDOM_BYTES = 32;
const FOR_OWNER_ALONE = 0o600;

/** What only this stack knows: made at its first start, kept readable for its owner alone. */
export interface Secrets {
  readonly serviceSecret: string;
  readonly tokenKeyFile: string;
}

/** Reads the secrets of a data folder, or makes them. */
export function secretsIn(dataDir: string): Secrets {
  const dir = join(dataDir, 'secrets');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const tokenKeyFile = join(dir, 'token-key.pem');
  const serviceSecret = kept(join(dir, 'service-secret'), randomSecret);
  kept(tokenKeyFile, () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  });
  return { serviceSecret, tokenKeyFile };
}

/** What a file holds; when it is not there, it is made first. */
export function kept(file: string, make: () => string, mode = FOR_OWNER_ALONE): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode, flag: 'wx' });
  return readFileSync(file, 'utf8');
}

/** Letters and digits that nobody guesses, and that may stand in a URL. */
export function randomSecret(): string {
  return randomBytes(RANDOM_BYTES).toString('base64url');
}
