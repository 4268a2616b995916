import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { testInfra } from '@tidemark/local-infra';
import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { migrate } from '@tidemark/migrations';
import { createLogger, Health, loadConfig, LoopWatch, ServiceKit } from '@tidemark/service-kit';
import { AppModule } from '../app.module';
import { GatewayConfig } from '../gateway.config';
import { openDoors } from '../open-doors';
import { answerOn } from './responders';
import type { DayResponder } from './day-responder';
import type { TimerResponder } from './timer-responder';

const SECRET = 'a secret of the specs, long enough for all';
export const START_MAX_MS = 60_000;

/** A real gateway on real servers; behind the bus answer the smallest timer there is, and real days. */
export interface GatewayUnderTest {
  readonly url: string;
  readonly app: NestExpressApplication;
  readonly bus: Bus;
  readonly timer: TimerResponder;
  readonly day: DayResponder;
  readonly signingKey: string;
  readonly infra: Awaited<ReturnType<typeof startInfra>>;
  close(): Promise<void>;
}

const startInfra = () => testInfra({ postgres: true, nats: true });

export async function gatewayUnderTest(environment: NodeJS.ProcessEnv = {}): Promise<GatewayUnderTest> {
  const infra = await startInfra();
  await migrate(infra.postgres.url);
  const folder = mkdtempSync(join(tmpdir(), 'tidemark-gateway-'));
  const keyFile = join(folder, 'token-key.pem');
  const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  writeFileSync(keyFile, signingKey);
  const config = loadConfig(GatewayConfig, {
    TIDEMARK_POSTGRES_URL: infra.postgres.url,
    TIDEMARK_NATS_URL: infra.nats.url,
    TIDEMARK_SERVICE_SECRET: SECRET,
    TIDEMARK_TOKEN_KEY_FILE: keyFile,
    TIDEMARK_LOG_LEVEL: 'fatal',
    TIDEMARK_PORT: '0',
    ...environment,
  });
  const connect = (name: string) =>
    Bus.connect({ servers: infra.nats.url, name, identity: new ServiceIdentity(name, SECRET) });
  const [bus, serviceBus] = await Promise.all([connect('gateway'), connect('timer-service')]);
  const { timer, day, responder } = await answerOn(serviceBus);
  const app = await startApp(config, bus);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    bus,
    timer,
    day,
    signingKey,
    infra,
    close: async () => {
      await app.close();
      await responder.close();
      await Promise.all([bus.close(), serviceBus.close()]);
      await infra.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function startApp(config: GatewayConfig, bus: Bus): Promise<NestExpressApplication> {
  const logger = createLogger('gateway', config.logLevel);
  const health = new Health(new LoopWatch());
  const root = ServiceKit.around(AppModule, { config, bus, health, logger });
  const app = await NestFactory.create<NestExpressApplication>(root, { logger: false, bodyParser: false });
  await openDoors(app, { bus, logger });
  await app.listen(config.port, config.host);
  health.depend('NATS', () => {
    if (!bus.isConnected) throw new Error('disconnected');
  });
  health.started();
  return app;
}
