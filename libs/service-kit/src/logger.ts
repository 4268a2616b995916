import { createHash } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Injects the logger of the process. */
export const LOGGER = Symbol('logger');

const SECRET_KEYS = new Set([
  'accesstoken',
  'authorization',
  'cookie',
  'databaseurl',
  'email',
  'natsurl',
  'password',
  'postgresurl',
  'redisurl',
  'refreshtoken',
  'secret',
  'servicesecret',
  'set-cookie',
  'tidemark-identity',
  'token',
]);
const HIDDEN = '[hidden]';
/** What is nested deeper is left out; nobody reads a log line like that. */
const DEPTH_MAX = 6;
const HASH_LENGTH = 12;

/** Structured logs of one service: secrets are hidden, users are hashes, and JSON keeps every entry on its line. */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const logger = pino(
    {
      level,
      base: { service, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: shown },
      mixin: traceUnderWay,
      // Errors are made showable with the rest of the entry.
      serializers: { err: (error: unknown) => error },
    },
    destination ?? pino.destination({ sync: true }),
  );
  const child = logger.child;
  // What a child repeats in each of its lines does not pass the formatters.
  logger.child = function (this: Logger, bindings: object, ...options: []) {
    return child.call(this, shown(bindings), ...options);
  } as typeof child;
  return logger;
}

/** Lets Nest write into the same log. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }
  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }
  error(message: unknown, ...context: unknown[]): void {
    this.logger.error({ context: context.at(-1), detail: context.slice(0, -1) }, String(message));
  }
}

/** The same user has the same hash in every line, and nobody reads an id out of it. */
export function hashedUser(userId: string): string {
  return createHash('sha256').update(userId).digest('hex').slice(0, HASH_LENGTH);
}

/** Leads from a line of the log to its trace, where anybody traces. */
function traceUnderWay(): object {
  const span = trace.getActiveSpan();
  return span ? { traceId: span.spanContext().traceId } : {};
}

function shown(entry: object): Record<string, unknown> {
  return withoutSecrets(entry, 0) as Record<string, unknown>;
}

function withoutSecrets(value: unknown, depth: number): unknown {
  if (value instanceof Error) return errorShown(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX) return HIDDEN;
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = key.toLowerCase();
      if (SECRET_KEYS.has(name)) return [key, HIDDEN];
      if (name === 'userid' && typeof inner === 'string') return ['user', hashedUser(inner)];
      return [key, withoutSecrets(inner, depth + 1)];
    }),
  );
}

/** Other fields of an error are left out: those of a database error repeat the row. */
function errorShown(error: Error): object {
  const { code } = error as { code?: unknown };
  const cause = error.cause instanceof Error ? errorShown(error.cause) : undefined;
  return { type: error.name, message: error.message, code, stack: error.stack, cause };
}
