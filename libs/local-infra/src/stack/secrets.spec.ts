import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { secretsIn } from './secrets';

describe('the secrets of a stack', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tidemark-secrets-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('are made once and found again', () => expect(secretsIn(dir)).toEqual(secretsIn(dir)));

  it('differ from those of another stack', () => {
    expect(secretsIn(join(dir, 'other')).serviceSecret).not.toBe(secretsIn(dir).serviceSecret);
  });

  it('sign tokens with an Ed25519 key', () => {
    expect(createPrivateKey(readFileSync(secretsIn(dir).tokenKeyFile)).asymmetricKeyType).toBe('ed25519');
  });

  it('can be read by their owner alone', () => {
    const { tokenKeyFile } = secretsIn(dir);
    const modes = [tokenKeyFile, join(dir, 'secrets/service-secret'), join(dir, 'secrets')].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o600, 0o600, 0o700]);
  });
});
