import { once } from 'node:events';
import { createServer } from 'node:net';
import { Unavailable } from '@tidemark/domain';
import { Redis } from 'ioredis';

import { asSilence } from './redis-silence';

describe('an error of Redis', () => {
  it('is an outage where a server takes the connection and says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const options = { commandTimeout: 50, enableReadyCheck: false, retryStrategy: () => null };
    const redis = new Redis(port, '127.0.0.1', options).on('error', () => undefined);
    const error: unknown = await redis.ping().catch(asSilence);
    expect(error).toEqual(expect.any(Unavailable));
    redis.disconnect();
    silent.close();
  });

  it('stays what it is otherwise', () => {
    const error = new Error('ERR wrong number of arguments');
    expect(asSilence(error)).toBe(error);
  });
});
