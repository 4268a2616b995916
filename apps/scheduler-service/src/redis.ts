import { Health, LOGGER, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider, OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { SchedulerConfig } from './scheduler.config';

const CONNECT_TIMEOUT_MS = 3_000;
const RECONNECT_PAUSE_MAX_MS = 2_000;
/** A Redis that is frozen keeps its connections and answers nothing. */
const ANSWER_TIMEOUT_MS = 2_000;

/** The connection to Redis, which may be gone at any time: whoever asks is told so at once and goes on without it. */
export class RedisConnection extends Redis implements OnApplicationShutdown {
  static readonly provider: FactoryProvider<RedisConnection> = {
    provide: RedisConnection,
    inject: [SchedulerConfig, Health, LOGGER],
    useFactory: ({ redisUrl }: SchedulerConfig, health: Health, logger: Logger) =>
      RedisConnection.to(redisUrl, health, logger),
  };

  /** Readiness waits for Redis; what is due does not. */
  static to(url: string, health: Health, logger: Logger): RedisConnection {
    const connection = new RedisConnection(url, {
      connectTimeout: CONNECT_TIMEOUT_MS,
      commandTimeout: ANSWER_TIMEOUT_MS,
      enableOfflineQueue: false,
      retryStrategy: (attempt) => Math.min(attempt * 100, RECONNECT_PAUSE_MAX_MS),
    });
    connection.on('error', (error) => logger.debug({ err: error }, 'Redis does not answer.'));
    health.depend('Redis', () => connection.refuseForgetful());
    return connection;
  }

  get isThere(): boolean {
    return this.status === 'ready';
  }

  /** Another connection, for a worker: it waits for Redis to come back and does not give a job up over it. */
  forWorker(): Redis {
    return this.duplicate({ commandTimeout: undefined, enableOfflineQueue: true, maxRetriesPerRequest: null });
  }

  onApplicationShutdown(): void {
    this.disconnect();
  }

  /** Under any other policy Redis throws jobs away when its memory is full. */
  private async refuseForgetful(): Promise<void> {
    if (!this.isThere) throw new Error('not connected');
    const memory = await this.info('memory');
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
    if (policy !== 'noeviction') throw new Error(`maxmemory-policy is ${policy}, and must be noeviction`);
  }
}
