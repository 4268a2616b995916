import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { freePort } from '@tidemark/local-infra';
import { eventually } from './eventually';
import type { StoryStack } from './story-stack';

const PROGRAM = resolve(__dirname, '../../../examples/badge-service/dist/main.js');

interface BadgesShown {
  readonly badges: readonly { readonly title: string; readonly sessionId: string }[];
  readonly timer: string;
}

/** The example of another service, as a process of its own beside a stack. */
export class BadgeService {
  private constructor(
    private readonly child: ChildProcess,
    private readonly address: string,
    private readonly said: readonly string[],
  ) {}

  /** Returns when it answers. */
  static async beside({ stack, servers }: StoryStack): Promise<BadgeService> {
    const port = await freePort();
    const environment = {
      ...process.env,
      TIDEMARK_NATS_URL: servers.nats.url,
      TIDEMARK_SERVICE_SECRET: stack.environment['TIDEMARK_SERVICE_SECRET'],
      TIDEMARK_SERVICE_SECRET_FILE: '',
      POSTGRES_URL: servers.postgres.url,
      PORT: String(port),
    };
    const child = spawn(process.execPath, [PROGRAM], { env: environment });
    const said: string[] = [];
    for (const output of [child.stdout, child.stderr]) output.on('data', (text: Buffer) => said.push(text.toString()));
    const service = new BadgeService(child, `http://127.0.0.1:${port}`, said);
    await eventually(async () => expect(await service.badgesOf('nobody')).toMatchObject({ badges: [] }));
    return service;
  }

  async badgesOf(userId: string): Promise<BadgesShown> {
    const answer = await fetch(`${this.address}/badges/${userId}`);
    return (await answer.json()) as BadgesShown;
  }

  /** How often it congratulated anybody. */
  get congratulations(): number {
    return this.said.join('').split('a badge for').length - 1;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}
