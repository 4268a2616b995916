import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

import { backOffMs } from '../back-off';
import type { Say } from '../embedded/install';
import { until } from '../until';

const READY_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 10_000;
const START_FAILURES_MAX = 3;
const STEADY_MS = 30_000;
const LOG_TAIL_LENGTH = 2_000;

/** How to run one process and how to know that it works. */
export interface ProcessPlan {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
  isReady(): Promise<boolean>;
}

/** What supervising needs of the world around it; a spec brings its own time. */
export interface Surroundings {
  readonly say: Say;
  now(): number;
  /** Ends early when the signal says that nobody waits any more. */
  wait(durationMs: number, signal: AbortSignal): Promise<void>;
}

/** A process that is started again, with a growing pause, for as long as it is wanted. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private launchedAt = 0;
  private failures = 0;
  private unwanted = new AbortController();

  constructor(
    private readonly plan: ProcessPlan,
    private readonly surroundings: Surroundings,
  ) {}

  get name(): string {
    return this.plan.name;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it and returns when it is ready. */
  async start(): Promise<void> {
    this.unwanted = new AbortController();
    this.failures = 0;
    this.launch();
    await until(`${this.name} is ready`, () => this.isUp(), READY_DEADLINE_MS);
  }

  /** Returns when it is ready again after a crash. */
  async ready(): Promise<void> {
    await until(`${this.name} is ready again`, () => this.isReady(), READY_DEADLINE_MS);
  }

  /** Ends it for good: politely, and by force when it takes too long. */
  async stop(): Promise<void> {
    this.unwanted.abort();
    const child = this.child;
    if (!child) return;
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    try {
      await until(`${this.name} has ended`, () => this.child !== child, STOP_DEADLINE_MS);
    } catch {
      this.surroundings.say(`${this.name} did not end in time and is killed.`);
      child.kill('SIGKILL');
      await until(`${this.name} is dead`, () => this.child !== child, STOP_DEADLINE_MS);
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Kills it as a crash would (kill -9); the supervisor starts it again. Returns when it is dead. */
  async kill(): Promise<void> {
    const child = this.child;
    child?.kill('SIGKILL');
    await until(`${this.name} is dead`, () => child === undefined || this.child !== child, STOP_DEADLINE_MS);
  }

  /** Stops it in mid-breath: its connections stay, it answers nothing. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  private launch(): void {
    const [program = '', ...words] = this.plan.command;
    const log = openSync(this.plan.logFile, 'a');
    // A group of its own, so that Ctrl-C reaches only us; the IPC channel tells it when we are gone.
    const child = spawn(program, words, {
      env: this.plan.environment,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    this.launchedAt = this.surroundings.now();
    child.once('error', () => this.onEnd(child, 'could not be started'));
    child.once('exit', (code, signal) => this.onEnd(child, `ended with ${signal ?? code}`));
  }

  private onEnd(child: ChildProcess, how: string): void {
    if (this.child !== child) return;
    this.child = undefined;
    if (this.unwanted.signal.aborted) return;
    const wasSteady = this.surroundings.now() - this.launchedAt >= STEADY_MS;
    this.failures = wasSteady ? 1 : this.failures + 1;
    const pauseMs = backOffMs(this.failures);
    this.surroundings.say(`${this.name} ${how}; next try in ${pauseMs} ms (see ${this.plan.logFile}).`);
    void this.relaunchAfter(pauseMs, this.unwanted.signal);
  }

  private async relaunchAfter(pauseMs: number, unwanted: AbortSignal): Promise<void> {
    await this.surroundings.wait(pauseMs, unwanted);
    if (!unwanted.aborted) this.launch();
  }

  private async isReady(): Promise<boolean> {
    const child = this.child;
    return child !== undefined && (await this.plan.isReady()) && this.child === child;
  }

  /** While it starts, a process that keeps ending is not waited for: what it said last goes to the person. */
  private isUp(): Promise<boolean> {
    if (this.unwanted.signal.aborted) throw new Error(`${this.name} was stopped before it was ready.`);
    if (this.failures >= START_FAILURES_MAX) {
      this.unwanted.abort();
      throw new Error(
        `${this.name} does not start.\n${readFileSync(this.plan.logFile, 'utf8').slice(-LOG_TAIL_LENGTH)}`,
      );
    }
    return this.isReady();
  }
}
