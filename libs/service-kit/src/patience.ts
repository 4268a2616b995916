import { setTimeout as pause } from 'node:timers/promises';
import type { Health } from './health';
import type { Logger } from './logger';

const FIRST_PAUSE_MS = 250;
const PAUSE_MAX_MS = 5_000;

/** A part of the world that a service cannot work without. */
export interface Dependency<Connected> {
  readonly name: string;
  connect(): Promise<Connected>;
  /** Throws, with the reason, while it is down. */
  check(connected: Connected): void | Promise<void>;
}

/** Where to say that we wait, and for whom. */
export interface Waiting {
  readonly health: Health;
  readonly logger: Logger;
}

/** Tries until the dependency is there, and says so meanwhile: a service may be started before its servers. */
export async function connected<Connected>(
  { name, connect, check }: Dependency<Connected>,
  { health, logger }: Waiting,
): Promise<Connected> {
  let reason = 'not tried yet';
  health.depend(name, () => {
    throw new Error(reason);
  });
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, PAUSE_MAX_MS)) {
    try {
      const connection = await connect();
      health.depend(name, () => check(connection));
      return connection;
    } catch (error) {
      reason = reasonOf(error);
      logger.warn({ dependency: name, reason, pauseMs }, `Waiting for ${name}.`);
      await pause(pauseMs);
    }
  }
}

/** A refused connection over several addresses has an empty message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
}
