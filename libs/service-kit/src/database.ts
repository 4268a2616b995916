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
const ANSWER_TIMEOUT_MS = 6_000;
const SETTINGS = {
  // Our statements are over before it would pay to compile them; a wrong guess of the planner costs a second else.
  jit: 'off',
  statement_timeout: '5s',
  lock_timeout: '3s',
  idle_in_transaction_session_timeout: '30s',
  timezone: 'UTC',
};

/** Where in the database a service lives, and with which rights. */
export interface Place {
  readonly schema: string;
  readonly role: string;
  readonly connectionsMax?: number;
}

/** The connections of one service to Postgres; they end with the application. */
export class Database extends Pool implements OnApplicationShutdown {
  /** Provides `Database` to a Nest application, as soon as Postgres answers and the schema is there. */
  static in(place: Place): FactoryProvider<Promise<Database>> {
    return {
      provide: Database,
      inject: [BaseConfig, Health, LOGGER],
      useFactory: (config: BaseConfig, health: Health, logger: Logger) =>
        openDatabase(config.postgresUrl, place, { health, logger }),
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.ended) await this.end();
  }
}

/** Waits for Postgres and for the migrations of this service, and returns the connections. */
export async function openDatabase(url: string, place: Place, waiting: Waiting): Promise<Database> {
  const database = createDatabase(url, place);
  // A connection that breaks while nobody uses it is thrown away by the pool; the next query gets a new one.
  database.on('error', (error) => waiting.logger.warn({ err: error }, 'An idle Postgres connection broke.'));
  const check = async () => {
    const { rows } = await database.query<{ here: string | null }>('SELECT current_schema() AS here');
    if (rows[0]?.here !== place.schema) throw new Error(`the schema ${place.schema} is not there yet`);
  };
  await connected({ name: 'Postgres', connect: check, check }, waiting);
  return database;
}

function createDatabase(url: string, { schema, role, connectionsMax = CONNECTIONS_MAX }: Place): Database {
  const settings = { role, search_path: schema, ...SETTINGS };
  return new Database({
    connectionString: url,
    application_name: role,
    max: connectionsMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    keepAlive: true,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
}
