import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK } from 'jose';

const PRIVATE_KEY = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g;
const KEYS_MAX = 4;

export interface TokenKey {
  /** The thumbprint of the public key, so that every instance gives a key the same name. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** All Ed25519 keys of a PEM file. The first signs; the others are kept until the tokens they signed have run out. */
export async function tokenKeysIn(pem: string): Promise<readonly [TokenKey, ...TokenKey[]]> {
  const [first, ...others] = await Promise.all((pem.match(PRIVATE_KEY) ?? []).slice(0, KEYS_MAX).map(tokenKey));
  if (!first) throw new Error('The token key file holds no PEM private key.');
  return [first, ...others];
}

async function tokenKey(pem: string): Promise<TokenKey> {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('Token keys must be Ed25519 keys.');
  const publicKey = createPublicKey(privateKey);
  return { id: await calculateJwkThumbprint(await exportJWK(publicKey)), privateKey, publicKey };
}
