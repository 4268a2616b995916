import { createPrivateKey } from 'node:crypto';
import { SECOND } from '@tidemark/domain';
import { SignJWT } from 'jose';
import { tokenKeysIn } from '../tokens/token-keys';

/** A token of our issuer with claims that the issuer itself would never give. */
export async function tokenWith(pem: string, claims: Record<string, unknown>): Promise<string> {
  const [{ id }] = await tokenKeysIn(pem);
  const iat = Math.floor(Date.now() / SECOND);
  return new SignJWT({ iss: 'tidemark', aud: 'tidemark', iat, exp: iat + 60, roles: ['user'], ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: id })
    .sign(createPrivateKey(pem));
}
