import {
  InvalidRequest,
  isInstant,
  isKey,
  keysMaxOfCommand,
  notAKey,
  screen,
  type CommandEnvelope,
  type Mistake,
  type QueryEnvelope,
} from '@tidemark/contracts';
import { newCorrelationId } from './tracing';

/** No request on the bus is larger; drafts and bulk uploads fit. */
export const REQUEST_BYTES_MAX = 1_048_576;
const NAME_LENGTH_MAX = 64;
const CORRELATION_ID = /^[\x21-\x7e]{1,128}$/;

/** A command out of bytes that anybody may have sent, or an InvalidRequest that names each mistake. */
export function readCommand(bytes: Uint8Array): CommandEnvelope {
  const { name, userId, commandId, at, deviceId, correlationId = newCorrelationId(), data } = readEnvelope(bytes);
  const envelope = { name, userId, commandId, at, deviceId, correlationId, data };
  refuseWhere([...mistakesOfAny(envelope), ...mistakesOfCommand(envelope)]);
  return envelope as CommandEnvelope;
}

/** A question out of bytes that anybody may have sent, or an InvalidRequest that names each mistake. */
export function readQuery(bytes: Uint8Array): QueryEnvelope {
  const { name, userId, correlationId = newCorrelationId(), data } = readEnvelope(bytes);
  const envelope = { name, userId, correlationId, data };
  refuseWhere(mistakesOfAny(envelope));
  return envelope as QueryEnvelope;
}

/** Any JSON object of bearable size and depth. */
export function readObject(bytes: Uint8Array): Record<string, unknown> {
  const value = objectIn(bytes);
  screen(value);
  return value;
}

/** What is said is as deep and as large as its sender may make it, whatever stands around it. */
function readEnvelope(bytes: Uint8Array): Record<string, unknown> {
  const { data = {}, ...envelope } = objectIn(bytes);
  screen(envelope);
  screen(data, keysMaxOfCommand(envelope.name));
  return { ...envelope, data };
}

function objectIn(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.length > REQUEST_BYTES_MAX) {
    refuseWhere([mistake('', 'maxBytes', `A request has at most ${REQUEST_BYTES_MAX} bytes.`)]);
  }
  const value = parsed(bytes);
  if (!isObject(value)) refuseWhere([mistake('', 'object', 'The request must be a JSON object.')]);
  return value as Record<string, unknown>;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch {
    return refuseWhere([mistake('', 'json', 'The request is not valid JSON.')]);
  }
}

type Untrusted = Readonly<Record<string, unknown>>;

function* mistakesOfAny({ name, userId, correlationId, data }: Untrusted): Generator<Mistake> {
  if (typeof name !== 'string' || name.length === 0 || name.length > NAME_LENGTH_MAX) {
    yield mistake('name', 'text', `name must be a text of 1 to ${NAME_LENGTH_MAX} characters.`);
  }
  if (!isKey(userId)) yield notAKey('userId');
  if (typeof correlationId !== 'string' || !CORRELATION_ID.test(correlationId)) {
    yield mistake('correlationId', 'text', 'correlationId must be 1 to 128 printable characters without spaces.');
  }
  if (!isObject(data)) yield mistake('data', 'object', 'data must be an object.');
}

function* mistakesOfCommand({ commandId, at, deviceId }: Untrusted): Generator<Mistake> {
  if (!isKey(commandId)) yield notAKey('commandId');
  if (at !== undefined && !isInstant(at)) yield mistake('at', 'isInstant', 'at must be an ISO-8601 instant.');
  if (deviceId !== undefined && !isKey(deviceId)) yield notAKey('deviceId');
}

function refuseWhere(found: Iterable<Mistake>): never | undefined {
  const mistakes = [...found];
  if (mistakes.length > 0) throw new InvalidRequest(mistakes);
  return undefined;
}

function mistake(path: string, rule: string, message: string): Mistake {
  return { path, rule, message };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
