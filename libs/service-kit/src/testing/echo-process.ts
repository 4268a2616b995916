import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '@tidemark/local-infra';

const TSCONFIG = join(__dirname, '../../../../tsconfig.base.json');
const READY_MS = 20_000;

/** The echo service as a process: what it said, where it is, and how it ended. */
export class EchoProcess {
  private readonly child: ChildProcess;
  isReady = false;
  output = '';

  constructor(environment: NodeJS.ProcessEnv) {
    this.child = fork(join(__dirname, 'echo-service.ts'), {
      execArgv: ['--conditions=@tidemark/source', '-r', '@swc-node/register'],
      env: { PATH: process.env['PATH'], SWC_NODE_PROJECT: TSCONFIG, ...environment },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.child.on('message', (message: { type?: string }) => (this.isReady = message.type === 'ready'));
  }

  /** What it says about its readiness. */
  async readiness(): Promise<unknown> {
    await this.said('Health answers on port');
    const [, port] = /Health answers on port (\d+)/.exec(this.output) ?? [];
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`);
    return response.json();
  }

  async said(text: string): Promise<void> {
    await until(`the service says "${text}"`, () => this.output.includes(text), READY_MS);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  disconnect(): void {
    this.child.disconnect();
  }

  async exitCode(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async end(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exitCode();
  }
}
