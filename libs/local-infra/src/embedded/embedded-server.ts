import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { findBinary } from './binaries';
import { backOffMs } from '../back-off';
import { freePort } from '../free-port';
import { commandLine, descendants, endProcess, isAlive } from '../processes';
import type { Server, ServerPlace } from '../server';
import { until } from '../until';

const ANSWER_DEADLINE_MS = 30_000;
const STOP_DEADLINE_MS = 10_000;
const PORT_RACES_MAX = 3;
const LOG_TAIL_LENGTH = 2_000;

/** What differs between Postgres, NATS and Redis. */
export interface ServerRecipe {
  readonly name: string;
  /** Makes the data folder ready, for the first time or again. */
  prepare(): Promise<void>;
  command(port: number): readonly string[];
  answers(port: number): Promise<boolean>;
  url(port: number): string;
  /** The OS user that must run it, where that is not ours. */
  readonly runAs?: { readonly uid: number; readonly gid: number };
  readonly stopSignal: NodeJS.Signals;
  /** What the kernel sends it when we die without a word. */
  readonly orphanSignal: string;
}

/**
 * A server that is a child process of ours, with its data, log and pid file side by side. When it crashes it is started
 * again; when it was stopped, killed or wiped through us it stays down.
 */
export class EmbeddedServer implements Server {
  private child: ChildProcess | undefined;
  private port = 0;
  /** True from its first answer until somebody here ends it. */
  private isWanted = false;
  private isReviving = false;
  private readonly pidFile: string;
  private readonly logFile: string;

  private constructor(
    private readonly recipe: ServerRecipe,
    private readonly place: ServerPlace,
  ) {
    this.pidFile = `${place.dataDir}.pid`;
    this.logFile = `${place.dataDir}.log`;
  }

  /** Starts it on the wished port, or on a free one; a port lost to a race is replaced by another. */
  static async start(recipe: ServerRecipe, place: ServerPlace): Promise<EmbeddedServer> {
    const server = new EmbeddedServer(recipe, place);
    mkdirSync(dirname(place.dataDir), { recursive: true });
    await server.endLeftover();
    rmSync(server.logFile, { force: true });
    for (let race = 1; ; race++) {
      server.port = place.port ?? (await freePort());
      try {
        await server.start();
        return server;
      } catch (error) {
        await server.kill();
        const lostRace = place.port === undefined && /address already in use/i.test(String(error));
        if (!lostRace || race === PORT_RACES_MAX) throw error;
      }
    }
  }

  get url(): string {
    return this.recipe.url(this.port);
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    if (this.child) return;
    await this.recipe.prepare();
    const child = this.launch();
    this.child = child;
    child.once('exit', (code, signal) => {
      if (this.child !== child) return;
      this.child = undefined;
      if (this.isWanted && !this.isReviving) void this.revive(`ended with ${signal ?? code}`);
    });
    await until(
      `${this.recipe.name} answers`,
      () => {
        if (this.child !== child) throw new Error(`${this.recipe.name} did not start.\n${this.logTail()}`);
        return this.recipe.answers(this.port);
      },
      ANSWER_DEADLINE_MS,
    );
    this.isWanted = true;
  }

  async stop(): Promise<void> {
    await this.thaw();
    await this.end(this.recipe.stopSignal);
  }

  async kill(): Promise<void> {
    const frozen = this.family();
    await this.end('SIGKILL');
    // A frozen child of a killed parent would sleep on for ever, holding its memory.
    signalAll(frozen, 'SIGCONT');
  }

  async freeze(): Promise<void> {
    signalAll(this.family(), 'SIGSTOP');
  }

  async thaw(): Promise<void> {
    signalAll(this.family(), 'SIGCONT');
  }

  async wipe(): Promise<void> {
    await this.kill();
    const realDir = existsSync(this.place.dataDir) ? resolveLink(this.place.dataDir) : this.place.dataDir;
    rmSync(realDir, { recursive: true, force: true });
    rmSync(this.place.dataDir, { recursive: true, force: true });
  }

  private launch(): ChildProcess {
    const [program = '', ...parameters] = this.recipe.command(this.port);
    const setpriv = findBinary('setpriv');
    const leash = setpriv ? [setpriv, '--pdeathsig', this.recipe.orphanSignal, '--'] : [];
    const [first = '', ...rest] = [...leash, program, ...parameters];
    const log = openSync(this.logFile, 'a');
    try {
      // A group of its own: a Ctrl-C in the terminal is for us, and we end the servers after the services.
      const child = spawn(first, rest, { ...this.recipe.runAs, cwd: '/', detached: true, stdio: ['ignore', log, log] });
      child.on('error', () => undefined);
      if (child.pid) writeFileSync(this.pidFile, String(child.pid));
      return child;
    } finally {
      closeSync(log);
    }
  }

  private async revive(how: string): Promise<void> {
    this.isReviving = true;
    for (let failures = 1; this.isWanted && !this.child; failures++) {
      const pauseMs = backOffMs(failures);
      this.place.say?.(`${this.recipe.name} ${how}; next try in ${pauseMs} ms (see ${this.logFile}).`);
      await pause(pauseMs);
      if (this.isWanted) await this.start().catch(() => undefined);
      how = 'did not start';
    }
    this.isReviving = false;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.isWanted = false;
    const child = this.child;
    if (!child) return;
    child.kill(signal);
    try {
      await until(`${this.recipe.name} has ended`, () => this.child !== child, STOP_DEADLINE_MS);
    } catch {
      child.kill('SIGKILL');
      await until(`${this.recipe.name} is dead`, () => this.child !== child, STOP_DEADLINE_MS);
    }
    rmSync(this.pidFile, { force: true });
  }

  /** A start that was killed may have left its server behind; it is ours only if it runs on our data. */
  private async endLeftover(): Promise<void> {
    if (!existsSync(this.pidFile)) return;
    const pid = Number(readFileSync(this.pidFile, 'utf8'));
    const dataDir = existsSync(this.place.dataDir) ? resolveLink(this.place.dataDir) : this.place.dataDir;
    if (isAlive(pid) && commandLine(pid).includes(dataDir)) await endProcess(pid, this.recipe.stopSignal);
    rmSync(this.pidFile, { force: true });
  }

  private family(): number[] {
    return this.pid === undefined ? [] : [this.pid, ...descendants(this.pid)];
  }

  private logTail(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').slice(-LOG_TAIL_LENGTH) : '';
  }
}

function resolveLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return path;
  }
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in the meantime, which is what a signal to it would be late for anyway.
    }
  }
}
