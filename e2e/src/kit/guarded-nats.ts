import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { findBinary, freePort } from '@tidemark/local-infra';

import { eventually } from './eventually';

const CONFIGS = resolve(__dirname, '../../../deploy/nats');
const PASSWORDS: Readonly<Record<string, string>> = {
  gateway: 'GATEWAY',
  'timer-service': 'TIMER',
  'progress-service': 'PROGRESS',
  'scheduler-service': 'SCHEDULER',
  ops: 'OPS',
  'badge-service': 'BADGES',
};
const PASSWORD_BYTES = 16;
const REFUSAL = /^.*\[ERR\].* (?:Publish|Subscription) Violation.*$/gm;
/** Without the third the other two still agree. */
const CLUSTER = [1, 2, 3];
const AWAKE = /"jetstream":true/;

interface NatsServer {
  readonly port: number;
  readonly log: string;
  readonly process: ChildProcess;
}

/** False where stories can only have their servers as containers. */
export const canGuardNats = findBinary('nats-server') !== undefined;

/** NATS with the product's own configuration, which lets each service say and hear what it needs; one server, or three. */
export class GuardedNats {
  private readonly passwords = new Map(
    Object.keys(PASSWORDS).map((user) => [user, `p${randomBytes(PASSWORD_BYTES).toString('hex')}`]),
  );
  private readonly place = mkdtempSync(join(tmpdir(), 'tidemark-guarded-'));
  private readonly servers: NatsServer[] = [];

  private constructor() {}

  static async start(): Promise<GuardedNats> {
    const nats = new GuardedNats();
    await nats.launch('nats', ['-c', join(CONFIGS, 'tidemark.conf'), '-js', '-sd', join(nats.place, 'store')]);
    await nats.answers();
    return nats;
  }

  static async startCluster(): Promise<GuardedNats> {
    const nats = new GuardedNats();
    const places = await Promise.all(CLUSTER.map(async () => `127.0.0.1:${await freePort()}`));
    const routes = Object.fromEntries(places.map((place, index) => [`ROUTE_${index + 1}`, `nats://${place}`]));
    for (const [index, listen] of places.entries()) {
      const name = `nats-${index + 1}`;
      const told = { ...routes, NAME: name, STORE: join(nats.place, name), LISTEN: listen };
      await nats.launch(name, ['-c', join(CONFIGS, 'cluster.conf')], told);
    }
    await nats.answers();
    return nats;
  }

  /** With the user and the password of a service, and every server that there is. */
  urlOf(user: string): string {
    const credentials = `${user}:${this.passwords.get(user)}`;
    return this.servers.map(({ port }) => `nats://${credentials}@127.0.0.1:${port}`).join(',');
  }

  /** Whatever somebody was not allowed to say or to hear. */
  get refusals(): readonly string[] {
    return this.servers.flatMap(({ log }) => (existsSync(log) ? (readFileSync(log, 'utf8').match(REFUSAL) ?? []) : []));
  }

  /** As a power cut would end it. */
  async kill(index: number): Promise<void> {
    const { process } = this.servers[index]!;
    process.kill('SIGKILL');
    await ended(process);
  }

  async stop(): Promise<void> {
    for (const { process } of this.servers) process.kill();
    await Promise.all(this.servers.map(({ process }) => ended(process)));
    rmSync(this.place, { recursive: true, force: true });
  }

  private async launch(name: string, options: readonly string[], told: Record<string, string> = {}): Promise<void> {
    const log = join(this.place, `${name}.log`);
    const port = await freePort();
    const passwords = [...this.passwords].map(([user, password]) => [`PASSWORD_${PASSWORDS[user]}`, password] as const);
    const settings = [...passwords, ...Object.entries(told)].map(([key, value]) => [`TIDEMARK_NATS_${key}`, value]);
    const env = { ...process.env, ...(Object.fromEntries(settings) as Record<string, string>) };
    const words = [...options, '-a', '127.0.0.1', '-p', String(port), '-l', log];
    this.servers.push({ port, log, process: spawn(findBinary('nats-server') ?? '', words, { env, stdio: 'ignore' }) });
  }

  private async answers(): Promise<void> {
    for (const { port } of this.servers) await eventually(async () => expect(await greetingOf(port)).toMatch(AWAKE));
  }
}

async function greetingOf(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    return String((await once(socket, 'data'))[0]);
  } finally {
    socket.destroy();
  }
}

async function ended(process: ChildProcess): Promise<void> {
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
}
