import { EventLog } from '@tidemark/event-log';
import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { loadConfig } from '@tidemark/service-kit';
import { Unavailable } from '@tidemark/domain';
import { Client, Pool } from 'pg';
import { EXIT } from '../terminal/exit-codes';
import { Declined, Failure } from '../terminal/failure';
import { OpsBusConfig, OpsConfig } from './ops.config';
import type { LogName } from './logs';

const ROLE = 'tidemark_ops';
const CONNECTIONS_MAX = 2;
const CONNECT_TIMEOUT_MS = 5_000;
/** Reading a large log takes as long as it takes, and no statement should be forgotten on the server for ever. */
const STATEMENT_TIMEOUT = '15min';
const SETTINGS = { role: ROLE, timezone: 'UTC' };
/** Nobody can write through these connections, whatever they are asked. */
const READING = { ...SETTINGS, default_transaction_read_only: 'on' };

export type Schema = LogName | 'scheduler' | 'accounts' | 'audit';

/** What a process that stays has already, and how long it lets a statement take. */
export interface AccessWishes {
  readonly bus?: Bus;
  readonly statementTimeout?: string;
  /** From then on, nobody waits for an answer any more. */
  readonly stopping?: AbortSignal;
}

/** The ways into an installation, each opened when it is first needed. */
export class Access {
  private readonly pools = new Map<Schema, Pool>();
  private openedAudit: Pool | undefined;
  private openedBus: Bus | undefined;
  private openedOwner: Client | undefined;

  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly wishes: AccessWishes = {},
  ) {}

  /** Reads one schema as the role that may read and nothing more. */
  database(schema: Schema): Pool {
    const known = this.pools.get(schema);
    if (known) return known;
    const pool = this.open({ ...READING, search_path: schema });
    this.pools.set(schema, pool);
    return pool;
  }

  /** Adds to the audit, and to nothing else: it is all that the role may write. */
  audit(): Pool {
    this.openedAudit ??= this.open(SETTINGS);
    return this.openedAudit;
  }

  log(schema: LogName): Promise<EventLog> {
    return EventLog.open(this.database(schema), schema);
  }

  /** Asks services in the name of ops. */
  async bus(): Promise<Bus> {
    if (this.wishes.bus) return this.wishes.bus;
    const { natsUrl, serviceSecret } = loadConfig(OpsBusConfig, this.environment);
    const identity = new ServiceIdentity('ops', serviceSecret);
    this.openedBus ??= await Bus.connect({ servers: natsUrl, name: 'ops', identity }).catch((cause: unknown) => {
      throw new Unavailable('NATS', { cause });
    });
    return this.openedBus;
  }

  /** A piece of work that a service does; its refusal is ours. */
  async ask<Body>(subject: string, payload: object, timeoutMs?: number): Promise<Body> {
    const bus = await this.bus();
    const asking = bus.request<Body>(subject, payload, timeoutMs === undefined ? {} : { timeoutMs, attempts: 1 });
    const reply = await this.unlessStopped(asking);
    if (reply.ok) return reply.body;
    throw new Declined(reply.error);
  }

  /** The login itself, without the role that only reads: for whoever owns the tables. */
  async owner(): Promise<Client> {
    if (this.openedOwner) return this.openedOwner;
    const owner = new Client({ connectionString: this.url(), connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    owner.on('error', () => undefined);
    await owner.connect();
    this.openedOwner = owner;
    return owner;
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
    await this.openedAudit?.end();
    await this.openedOwner?.end();
    await this.openedBus?.close();
  }

  private async unlessStopped<Reply>(asking: Promise<Reply>): Promise<Reply> {
    const { stopping } = this.wishes;
    let stop: () => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(new Failure(EXIT.cancelled, 'Stopped. What was asked for may go on; it may be asked again.'));
      if (stopping?.aborted) stop();
      stopping?.addEventListener('abort', stop);
    });
    return Promise.race([asking, stopped]).finally(() => stopping?.removeEventListener('abort', stop));
  }

  private open(settings: Readonly<Record<string, string>>): Pool {
    const { statementTimeout = STATEMENT_TIMEOUT } = this.wishes;
    const pool = new Pool({
      connectionString: this.url(),
      application_name: ROLE,
      max: CONNECTIONS_MAX,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      options: Object.entries({ ...settings, statement_timeout: statementTimeout })
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
    pool.on('error', () => undefined);
    return pool;
  }

  private url(): string {
    return loadConfig(OpsConfig, this.environment).postgresUrl;
  }
}
