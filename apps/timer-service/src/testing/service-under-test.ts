import { randomUUID } from 'node:crypto';
import { testInfra } from '@tidemark/local-infra';
import { Bus, ServiceIdentity } from '@tidemark/messaging';
import { migrate } from '@tidemark/migrations';
import { createLogger, Database, Health, loadConfig, LoopWatch, ServiceKit } from '@tidemark/service-kit';
import { DatabaseClock } from '@tidemark/event-log';
import type { DayShown, RevisionsDto } from '@tidemark/contracts';
import type { SessionView, TimerView } from '@tidemark/domain';
import { Test, type TestingModule } from '@nestjs/testing';
import { AppModule } from '../app.module';
import { DayController } from '../days/day.controller';
import { DayQuery, dayShown } from '../days/day.query';
import { ClockController } from '../clock/clock.controller';
import { ClockQuery } from '../clock/clock.query';
import { CheckpointQuery } from '../checkpoints/checkpoint.query';
import { PresenceQuery } from '../presence/presence.query';
import { TimerConfig } from '../timer.config';
import { TimerController } from '../timer/timer.controller';
import { TimerQuery } from '../timer/timer.query';
import { TravellingClock } from './travelling-clock';

const SECRET = 'a secret of the specs, long enough for all';
export const START_MAX_MS = 60_000;

interface Wish {
  readonly commandId?: string;
  readonly at?: string;
  readonly [field: string]: unknown;
}

/** The whole service on real servers, with time that only passes when a spec says so. */
export class ServiceUnderTest {
  private constructor(
    readonly app: TestingModule,
    readonly clock: TravellingClock,
    private readonly infra: Awaited<ReturnType<typeof startInfra>>,
    private readonly bus: Bus,
  ) {}

  static async start(): Promise<ServiceUnderTest> {
    const infra = await startInfra();
    await migrate(infra.postgres.url);
    const config = loadConfig(TimerConfig, {
      TIDEMARK_POSTGRES_URL: infra.postgres.url,
      TIDEMARK_NATS_URL: infra.nats.url,
      TIDEMARK_SERVICE_SECRET: SECRET,
      TIDEMARK_LOG_LEVEL: 'fatal',
    });
    const identity = new ServiceIdentity('timer-service', SECRET);
    const bus = await Bus.connect({ servers: infra.nats.url, name: 'timer-service', identity });
    const kit = { config, bus, health: new Health(new LoopWatch()), logger: createLogger('specs', 'fatal') };
    const app = await Test.createTestingModule({ imports: [ServiceKit.around(AppModule, kit)] })
      .overrideProvider(DatabaseClock)
      .useFactory(TravellingClock.provider)
      .compile();
    await app.init();
    return new ServiceUnderTest(app, app.get<TravellingClock>(DatabaseClock), infra, bus);
  }

  /** A command as the gateway sends it. */
  async tell(userId: string, verb: string, { commandId = randomUUID(), at, ...data }: Wish = {}): Promise<TimerView> {
    const envelope = { name: `timer/${verb}`, userId, commandId, at, correlationId: 'spec', data };
    const answer = await this.app.get(TimerController).command(envelope, { subject: '', caller: 'gateway' });
    return answer as TimerView;
  }

  /** A command about the day, by its whole name. */
  async tellDay(
    userId: string,
    name: string,
    { commandId = randomUUID(), at, ...data }: Wish = {},
    deviceId = 'laptop',
  ): Promise<object> {
    const envelope = { name, userId, commandId, at, correlationId: 'spec', deviceId, data };
    return this.app.get(DayController).command(envelope, { subject: '', caller: 'gateway' });
  }

  /** A command about the work clock, by its whole name. */
  async tellClock(userId: string, name: string, { commandId = randomUUID(), at, ...data }: Wish = {}) {
    const envelope = { name, userId, commandId, at, correlationId: 'spec', deviceId: 'laptop', data };
    const answer = await this.app.get(ClockController).command(envelope, { subject: '', caller: 'gateway' });
    return answer as SessionView;
  }

  async session(userId: string, date?: string): Promise<SessionView> {
    return (await this.app.get(ClockQuery).standing(userId, date)).view;
  }

  async day(userId: string): Promise<DayShown> {
    return dayShown(await this.app.get(DayQuery).standing(userId));
  }

  async view(userId: string): Promise<TimerView> {
    return (await this.app.get(TimerQuery).standing(userId)).view;
  }

  async checkpointTypes(userId: string): Promise<readonly string[]> {
    const { items } = await this.app.get(CheckpointQuery).page(userId, {});
    return items.map(({ checkpointType }) => checkpointType);
  }

  heartbeat(userId: string, revisions: RevisionsDto = {}) {
    return this.app.get(PresenceQuery).heartbeat(userId, { revisions });
  }

  get database(): Database {
    return this.app.get(Database);
  }

  async close(): Promise<void> {
    this.clock.stop();
    await this.app.close();
    await this.bus.close();
    await this.infra.close();
  }
}

const startInfra = () => testInfra({ postgres: true, nats: true });
