import type { FactoryProvider, OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { BaseConfig } from './base-config';
import { Health } from './health';
import { LOGGER, type Logger } from './logger';
import { connected, type Waiting } from './patience';

/** Enough for group commits and reads of one process; the sum over all services stays below the server's limit. */
const CONNECTIONS_MAX = 10;
const CONNECT_TIMEOUT_MS = 3_000;
/** Above the server's own limit, for a server that cannot even say no. */
const ANSWER_TIMEOUT_MS = 8_000;
const SETTINGS = {
  statement_timeout: '5s',
  lock_timeout: '3s',
  idle_in_transaction_session_timeout: '30s',
};

export interface DatabaseOptions {
  /** The Postgres role that this service has the rights of. */
  readonly role: string;
  /** The service's own schema, so that its statements need no other name for their tables. */
  readonly schema?: string;
  /** Seen in Postgres' list of connections. */
  readonly applicationName: string;
  readonly connectionsMax?: number;
}

/** The connections of one service to Postgres; they end with the application. */
export class Database extends Pool implements OnApplicationShutdown {
  /** Provides `Database` to a Nest application, as soon as Postgres answers. */
  static as(options: DatabaseOptions): FactoryProvider<Promise<Database>> {
    return {
      provide: Database,
      inject: [BaseConfig, Health, LOGGER],
      useFactory: (config: BaseConfig, health: Health, logger: Logger) =>
        openDatabase(config.postgresUrl, options, { health, logger }),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.ended) await this.end();
  }
}

/** Waits for Postgres and returns the connections to it. */
export async function openDatabase(url: string, options: DatabaseOptions, waiting: Waiting): Promise<Database> {
  const database = createDatabase(url, options);
  // A connection that breaks while nobody uses it is thrown away by the pool; the next query gets a new one.
  database.on('error', (error) => waiting.logger.warn({ err: error }, 'An idle Postgres connection broke.'));
  const ping = async () => void (await database.query('select 1'));
  await connected({ name: 'Postgres', connect: ping, check: ping }, waiting);
  return database;
}

function createDatabase(url: string, options: DatabaseOptions) {
  const { role, schema = 'public', applicationName, connectionsMax = CONNECTIONS_MAX } = options;
  const settings = Object.entries({ role, search_path: schema, timezone: 'UTC', ...SETTINGS }).map(
    ([name, value]) => `-c ${name}=${value}`,
  );
  return new Database({
    connectionString: url,
    application_name: applicationName,
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    options: settings.join(' '),
  });
}
