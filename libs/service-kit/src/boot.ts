import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Bus, BusResponder, RethrowFilter, ServiceIdentity } from '@tidemark/messaging';
import type { BaseConfig } from './base-config';
import { ConfigError, loadConfig, type ConfigShape } from './config';
import { refusing } from './failure';
import { Health } from './health';
import { HealthServer } from './health-server';
import { createLogger, NestLogger, type Logger } from './logger';
import { LoopWatch } from './loop-watch';
import { collectNodeMetrics, metrics } from './metrics';
import { connected } from './patience';
import { answerRollCall } from './roll-call';
import { ServiceKit, type Kit } from './service-kit.module';
import { shutDownInTime, type Farewell } from './shutdown';
import { startTracing } from './tracing';

/** All that tells one service from another. */
export interface Service<Config extends BaseConfig> {
  readonly name: string;
  readonly config: ConfigShape<Config>;
  readonly module: Type | DynamicModule;
  /** For a service that speaks HTTP; the others answer on the bus. */
  readonly http?: {
    address(config: Config): { readonly host: string; readonly port: number };
    prepare(app: NestExpressApplication, kit: Kit<Config>): void | Promise<void>;
  };
}

/** The whole of a service's main.ts: settings, log, health, bus, Nest, and in the end an orderly stop. */
export async function boot<Config extends BaseConfig>(service: Service<Config>): Promise<void> {
  const config = configOrExit(service.config);
  const logger = createLogger(service.name, config.logLevel);
  const farewells: Farewell[] = [];
  shutDownInTime(logger, () => farewells.toReversed());
  if (config.tracesUrl !== '') farewells.push(['traces', await startTracing(service.name, config.tracesUrl)]);

  const loop = new LoopWatch();
  const health = new Health(loop);
  const healthServer = await HealthServer.listen(health, config.healthPort, config.healthHost);
  farewells.push(['health', () => healthServer.close()]);
  logger.info(`Health answers on port ${healthServer.port}.`);
  collectNodeMetrics();

  const bus = await connectBus(service.name, config, health, logger);
  farewells.push(['bus', () => bus.close()]);
  metrics.busWaiting.ask(() => [{ labels: {}, value: bus.waitingRequests }]);

  const { app, port } = await start(service, { config, bus, health, logger });
  farewells.push(['application', () => app.close()], ['readiness', () => health.stopping()]);

  health.started();
  answerRollCall(bus, service.name, health);
  const ready = { port: port ?? healthServer.port, healthPort: healthServer.port };
  logger.info(ready, `${service.name} is ready on port ${ready.port}.`);
  process.send?.({ type: 'ready', ...ready });
}

function configOrExit<Config extends BaseConfig>(shape: ConfigShape<Config>): Config {
  try {
    return loadConfig(shape);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

function connectBus(name: string, config: BaseConfig, health: Health, logger: Logger): Promise<Bus> {
  const identity = new ServiceIdentity(name, config.serviceSecret);
  const { natsUrl: servers, factReplicas } = config;
  const options = { servers, name, identity, observe: observeRequest, factReplicas };
  return connected(
    {
      name: 'NATS',
      connect: () => Bus.connect(options),
      check: (bus) => {
        if (!bus.isConnected) throw new Error('disconnected');
      },
    },
    { health, logger },
  );
}

function observeRequest(subject: string, outcome: string, durationMs: number): void {
  metrics.busRequests.inc({ subject, outcome });
  metrics.busRequestSeconds.observe({ subject }, durationMs / 1_000);
}

async function start<Config extends BaseConfig>(
  service: Service<Config>,
  kit: Kit<Config>,
): Promise<{ app: INestApplicationContext; port?: number }> {
  const root = ServiceKit.around(service.module, kit);
  const options = { logger: new NestLogger(kit.logger), abortOnError: false };
  if (service.http) {
    const app = await NestFactory.create<NestExpressApplication>(root, { ...options, bodyParser: false });
    await service.http.prepare(app, kit);
    const { host, port } = service.http.address(kit.config);
    await app.listen(port, host);
    const address = app.getHttpServer().address() as AddressInfo;
    return { app, port: address.port };
  }
  const strategy = new BusResponder({ bus: kit.bus, queueGroup: service.name, refuse: refusing(kit.logger) });
  const app = await NestFactory.createMicroservice(root, { ...options, strategy });
  app.useGlobalFilters(new RethrowFilter());
  await app.listen();
  return { app };
}
