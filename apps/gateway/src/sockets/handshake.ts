import { checked, HeartbeatDto, InvalidRequest, isKey, notAKey, type RevisionsDto } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import type { Identity, TokenVerifier } from '../tokens/token-verifier';
import type { UserChannels } from './user-channels';

const RETRY_MS = 5_000;

/** What a client says of itself when it connects. */
export interface Handshake {
  readonly identity: Identity;
  readonly deviceId: string | undefined;
  readonly revisions: RevisionsDto | undefined;
}

/** Reads the `auth` object of a handshake, or refuses in the words that every surface uses. */
export async function readHandshake(
  auth: unknown,
  verifier: TokenVerifier,
  channels: UserChannels,
  perUserMax: number,
): Promise<Handshake> {
  const { token, deviceId, revisions } = (auth ?? {}) as Record<string, unknown>;
  const identity = await verifier.verify(token);
  if (channels.devicesOf(identity.userId).size >= perUserMax) {
    throw new Rejection('request/too-many', 'Too many devices of yours are connected.', { retryInMs: RETRY_MS });
  }
  if (deviceId !== undefined && deviceId !== null && !isKey(deviceId)) {
    throw new InvalidRequest([notAKey('deviceId')]);
  }
  return {
    identity,
    deviceId: deviceId ?? undefined,
    // A heartbeat says the same, so a mistake is told with the same path.
    revisions: checked(HeartbeatDto, { revisions: revisions ?? undefined }).revisions,
  };
}
