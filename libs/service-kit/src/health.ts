import type { IncomingMessage, ServerResponse } from 'node:http';
import { register } from 'prom-client';
import { metrics } from './metrics';
import type { LoopWatch } from './loop-watch';

/** Throws, with the reason, where the dependency is down. */
export type Check = () => void | Promise<void>;

const CHECK_TIMEOUT_MS = 1_000;

interface Report {
  readonly status: 'starting' | 'ready' | 'not-ready' | 'stopping';
  readonly dependencies: Readonly<Record<string, 'up' | { readonly down: string }>>;
}

/** What a process says about itself: alive, ready, and if not, because of whom. */
export class Health {
  private readonly checks = new Map<string, Check>();
  private phase: 'starting' | 'running' | 'stopping' = 'starting';

  constructor(private readonly loop: LoopWatch) {
    this.depend('event loop', () => this.loop.check());
    metrics.dependencyUp.ask(async () => {
      const { dependencies } = await this.report();
      return Object.entries(dependencies).map(([dependency, state]) => {
        return { labels: { dependency }, value: state === 'up' ? 1 : 0 };
      });
    });
  }

  /** Counts this dependency; naming it again replaces its check. */
  depend(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  started(): void {
    this.phase = 'running';
  }

  /** From here on nobody should send anything new. */
  stopping(): void {
    this.phase = 'stopping';
  }

  get isStopping(): boolean {
    return this.phase === 'stopping';
  }

  async report(): Promise<Report> {
    const names = [...this.checks.keys()];
    const states = await Promise.all([...this.checks.values()].map(stateOf));
    const dependencies = Object.fromEntries(names.map((name, index) => [name, states[index] ?? 'up']));
    if (this.phase !== 'running') return { status: this.phase, dependencies };
    return { status: states.every((state) => state === 'up') ? 'ready' : 'not-ready', dependencies };
  }

  /** Answers /health/live, /health/ready and /metrics; false for any other path. */
  handle({ method, url = '/' }: IncomingMessage, response: ServerResponse): boolean {
    const answer = answers[url.split('?', 1)[0] ?? ''];
    if (method !== 'GET' || !answer) return false;
    answer(this).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
    return true;
  }
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const answers: Readonly<Record<string, (health: Health) => Promise<Answer>>> = {
  '/health/live': async () => json(200, { status: 'alive' }),
  '/health/ready': async (health) => {
    const report = await health.report();
    return json(report.status === 'ready' ? 200 : 503, report);
  },
  '/metrics': async () => ({ status: 200, type: register.contentType, body: await register.metrics() }),
};

function json(status: number, body: object): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

async function stateOf(check: Check): Promise<'up' | { down: string }> {
  let timeout: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timeout = setTimeout(() => reject(new Error(`no answer in ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([check(), tooLate]);
    return 'up';
  } catch (error) {
    return { down: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timeout);
  }
}
