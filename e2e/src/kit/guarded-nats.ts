import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { findBinary, freePort } from '@tidemark/local-infra';

import { eventually } from './eventually';

const CONFIG = resolve(__dirname, '../../../deploy/nats/tidemark.conf');
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

/** False where stories can only have their servers as containers. */
export const canGuardNats = findBinary('nats-server') !== undefined;

/** A NATS server that lets each service say and hear what the product's own configuration lets it. */
export class GuardedNats {
  private constructor(
    private readonly port: number,
    private readonly passwords: ReadonlyMap<string, string>,
    private readonly place: string,
    private readonly server: ChildProcess,
  ) {}

  static async start(): Promise<GuardedNats> {
    const port = await freePort();
    const place = mkdtempSync(join(tmpdir(), 'tidemark-guarded-'));
    const passwords = new Map(
      Object.keys(PASSWORDS).map((user) => [user, `p${randomBytes(PASSWORD_BYTES).toString('hex')}`]),
    );
    const variables = [...passwords].map(([user, password]) => [`TIDEMARK_NATS_PASSWORD_${PASSWORDS[user]}`, password]);
    const options = [
      '-c',
      CONFIG,
      '-a',
      '127.0.0.1',
      '-p',
      String(port),
      '-js',
      '-sd',
      place,
      '-l',
      join(place, 'log'),
    ];
    const env = { ...process.env, ...(Object.fromEntries(variables) as Record<string, string>) };
    const server = spawn(findBinary('nats-server') ?? '', options, { env, stdio: 'ignore' });
    const nats = new GuardedNats(port, passwords, place, server);
    await eventually(() => nats.answers());
    return nats;
  }

  /** With the user and the password of a service. */
  urlOf(user: string): string {
    return `nats://${user}:${this.passwords.get(user)}@127.0.0.1:${this.port}`;
  }

  /** Whatever somebody was not allowed to say or to hear. */
  get refusals(): readonly string[] {
    const log = join(this.place, 'log');
    return existsSync(log) ? (readFileSync(log, 'utf8').match(REFUSAL) ?? []) : [];
  }

  async stop(): Promise<void> {
    this.server.kill();
    if (this.server.exitCode === null) await once(this.server, 'exit');
    rmSync(this.place, { recursive: true, force: true });
  }

  private async answers(): Promise<void> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'data');
    } finally {
      socket.destroy();
    }
  }
}
