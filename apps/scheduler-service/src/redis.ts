import { connected, Health, LOGGER, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { Redis } from 'ioredis';
import { SchedulerConfig } from './scheduler.config';

const CONNECT_TIMEOUT_MS = 3_000;
const RECONNECT_PAUSE_MAX_MS = 2_000;

/** The connection to Redis, once it answers and keeps what it is given. */
export const redis: FactoryProvider<Promise<Redis>> = {
  provide: Redis,
  inject: [SchedulerConfig, Health, LOGGER],
  useFactory: ({ redisUrl }: SchedulerConfig, health: Health, logger: Logger) => {
    const connection = new Redis(redisUrl, {
      connectTimeout: CONNECT_TIMEOUT_MS,
      // Workers wait for Redis to come back; they do not give a job up over it.
      maxRetriesPerRequest: null,
      retryStrategy: (attempt) => Math.min(attempt * 100, RECONNECT_PAUSE_MAX_MS),
    });
    connection.on('error', (error) => logger.debug({ err: error }, 'Redis does not answer.'));
    const check = () => refuseForgetful(connection);
    return connected({ name: 'Redis', connect: async () => (await check(), connection), check }, { health, logger });
  },
};

/** Under any other policy Redis throws jobs away when its memory is full. */
async function refuseForgetful(connection: Redis): Promise<void> {
  if (connection.status !== 'ready') throw new Error('not connected');
  const memory = await connection.info('memory');
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (policy !== 'noeviction') throw new Error(`maxmemory-policy is ${policy}, and must be noeviction`);
}
