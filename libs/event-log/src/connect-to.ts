import { Pool, types, type CustomTypesConfig, type PoolConfig } from 'pg';

export interface Place {
  readonly url: string;
  readonly schema: string;
  /** The role that the connection takes on, so that it may do no more than its service. */
  readonly role: string;
  readonly connectionsMax?: number;
  readonly applicationName?: string;
}

const CONNECTIONS_MAX = 10;
const CONNECT_WITHIN_MS = 2_000;
/** A statement that takes longer is ended by the server, one that is not even answered is given up by us. */
const STATEMENT_WITHIN_MS = 4_000;
const ANSWER_WITHIN_MS = 5_000;
const IDLE_IN_TRANSACTION_WITHIN_MS = 10_000;

/** A pool whose every connection has the service's role and sees the service's schema only. */
export function connectTo({ url, schema, role, connectionsMax = CONNECTIONS_MAX, applicationName = role }: Place): Pool {
  const config: PoolConfig = {
    connectionString: url,
    max: connectionsMax,
    application_name: applicationName,
    options: `-c role=${role} -c search_path=${schema} -c timezone=UTC`,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_WITHIN_MS,
    keepAlive: true,
    types: readable,
  };
  const pool = new Pool(config);
  // A connection that breaks while idle is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

const { INT8, NUMERIC } = types.builtins;

/** Positions and milliseconds are whole numbers far below 2^53. */
const readable: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : types.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
};
