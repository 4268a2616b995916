import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort, startStack, type ServiceCounts, type Stack, type StackService } from '@tidemark/local-infra';
import { Pool } from 'pg';

import type { Say } from '../bench';
import { Tokens } from './tokens';
import { ThinSocket, type Acknowledgement, type Heard } from './thin-socket';

const NO_LIMIT = '1000000';
/** A bench asks as one user what a thousand would ask. */
const UNLIMITED = {
  TIDEMARK_REQUESTS_PER_SECOND: NO_LIMIT,
  TIDEMARK_REQUESTS_BURST: NO_LIMIT,
  TIDEMARK_SOCKETS_PER_ADDRESS: NO_LIMIT,
  TIDEMARK_SOCKETS_PER_USER: NO_LIMIT,
  TIDEMARK_LOG_LEVEL: 'warn',
};
const CONNECTING_AT_ONCE = 50;

/** A whole Tidemark with a durable database, and users without number. */
export class StackUnderLoad {
  readonly database: Pool;
  readonly #tokens: Tokens;
  readonly #sockets = new Set<ThinSocket>();

  private constructor(
    readonly stack: Stack,
    readonly dataDir: string,
  ) {
    this.database = new Pool({ connectionString: stack.servers.postgres.url, max: 4 });
    this.database.on('error', () => undefined);
    this.#tokens = new Tokens(stack.environment['TIDEMARK_TOKEN_KEY_FILE']!);
  }

  static async start(say: Say, counts: ServiceCounts = {}): Promise<StackUnderLoad> {
    const dataDir = mkdtempSync(join(tmpdir(), 'tidemark-bench-'));
    chmodSync(dataDir, 0o755);
    const environment = { ...UNLIMITED, TIDEMARK_PORT: String(await freePort()) };
    return new StackUnderLoad(await startStack({ opsServices: 0, ...counts, dataDir, environment, say }), dataDir);
  }

  get address(): string {
    return this.stack.address;
  }

  service(name: string): StackService {
    return this.stack.services.find(({ process }) => process.name === name)!;
  }

  pid(name: string): number {
    return this.service(name).process.pid!;
  }

  token(userId: string): string {
    return this.#tokens.of(userId);
  }

  /** One device of a user, with its snapshot. */
  async device(userId: string, heard: Heard = () => {}): Promise<ThinSocket> {
    const auth = { token: this.token(userId), deviceId: randomUUID() };
    const thin = await new Promise<ThinSocket>((resolve, reject) => {
      let connected: ThinSocket | undefined;
      let isServed = false;
      const done = () => connected && isServed && resolve(connected);
      const hear: Heard = (event, body) => {
        isServed ||= event === 'snapshot';
        done();
        heard(event, body);
      };
      ThinSocket.connect({ url: this.address, auth, heard: hear }).then((socket) => {
        connected = socket;
        done();
      }, reject);
    });
    this.#sockets.add(thin);
    return thin;
  }

  /** So many users with one device each. */
  async devices(count: number): Promise<readonly ThinSocket[]> {
    const devices: ThinSocket[] = [];
    let wanted = count;
    const worker = async () => {
      while (wanted > 0) {
        wanted -= 1;
        devices.push(await this.device(randomUUID()));
      }
    };
    await Promise.all(Array.from({ length: CONNECTING_AT_ONCE }, worker));
    return devices;
  }

  closeSockets(): void {
    for (const socket of this.#sockets) socket.close();
    this.#sockets.clear();
  }

  async stop(): Promise<void> {
    this.closeSockets();
    await this.database.end();
    await this.stack.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Starts, then pauses and resumes in turn, so that every command but a repeated first is one event. */
export async function press(device: ThinSocket, nth: number): Promise<Acknowledgement> {
  const name = nth === 0 ? 'timer/start' : nth % 2 === 1 ? 'timer/pause' : 'timer/resume';
  const data = nth === 0 ? { replace: true } : {};
  const acknowledged = await device.ask('command', { name, commandId: randomUUID(), data });
  if (!acknowledged.ok) throw new Error(`${name} was refused: ${JSON.stringify(acknowledged)}`);
  return acknowledged;
}
