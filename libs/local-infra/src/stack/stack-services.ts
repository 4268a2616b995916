import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort, freePortFrom } from '../free-port';
import type { Say } from '../embedded/install';
import { REPOSITORY } from './repository';
import { SupervisedProcess } from './supervised-process';

const GATEWAY_PORT = 4280;
const HEALTH_PATIENCE_MS = 1_000;
/** What the command line can do, for whoever looks at the console. */
const OPS_SERVICE = 'ops-service';

/** How many of each service run; 1 unless said. */
export interface ServiceCounts {
  readonly gateways?: number;
  readonly timerServices?: number;
  readonly schedulerServices?: number;
  readonly progressServices?: number;
  readonly opsServices?: number;
}

/** What is started, and what single services are told beside the settings of all. */
export interface ServiceWishes extends ServiceCounts {
  /** By the name of the process, such as `timer-service-2`. */
  readonly environmentOf?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** One running service. */
export interface StackService {
  readonly process: SupervisedProcess;
  /** Where it answers /health and /metrics. */
  readonly healthUrl: string;
  /** Where a gateway answers everybody. */
  readonly url?: string;
  /** Whether the stack is not there without it. */
  readonly isNeeded: boolean;
}

/** Plans the processes of the services in the order of their start: gateways last, for they are the door, and what is for operators alone after them. */
export async function planServices(
  { environmentOf, ...counts }: ServiceWishes,
  environment: NodeJS.ProcessEnv,
  dataDir: string,
  say: Say,
): Promise<StackService[]> {
  const names = [
    ...instances('progress-service', counts.progressServices),
    ...instances('scheduler-service', counts.schedulerServices),
    ...instances('timer-service', counts.timerServices),
    ...instances('gateway', counts.gateways),
    ...instances(OPS_SERVICE, counts.opsServices),
  ];
  // Ports are chosen here and not by the service, so that it comes back at the same place after a crash.
  let gatewayPort = Number(environment['TIDEMARK_PORT'] ?? environment['PORT'] ?? GATEWAY_PORT);
  const services: StackService[] = [];
  for (const { app, name } of names) {
    const healthPort = await freePort();
    const ports: Record<string, string> = { TIDEMARK_HEALTH_PORT: String(healthPort) };
    const isGateway = app === 'gateway';
    if (isGateway) {
      const port = await freePortFrom(gatewayPort, environment['TIDEMARK_HOST']);
      ports['TIDEMARK_PORT'] = String(port);
      gatewayPort = port + 1;
    }
    const healthUrl = `http://127.0.0.1:${healthPort}`;
    const plan = {
      name,
      command: [process.execPath, '--enable-source-maps', join(REPOSITORY, 'apps', programOf(app))],
      environment: { ...environment, ...ports, ...environmentOf?.[name] },
      logFile: join(dataDir, 'logs', `${name}.log`),
      isReady: () => answersWell(`${healthUrl}/health/ready`),
    };
    const url = isGateway ? { url: `http://localhost:${ports['TIDEMARK_PORT']}` } : {};
    const supervised = new SupervisedProcess(plan, { say, ...REAL_TIME });
    services.push({ process: supervised, healthUrl, ...url, isNeeded: app !== OPS_SERVICE });
  }
  return services;
}

const REAL_TIME = {
  now: Date.now,
  wait: (durationMs: number, signal: AbortSignal) => pause(durationMs, undefined, { signal }).catch(() => undefined),
};

function programOf(app: string): string {
  return app === OPS_SERVICE ? 'ops/dist/serve.js' : `${app}/dist/main.js`;
}

function instances(app: string, count = 1): { app: string; name: string }[] {
  return Array.from({ length: count }, (_, index) => ({ app, name: index === 0 ? app : `${app}-${index + 1}` }));
}

function answersWell(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: HEALTH_PATIENCE_MS, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
