import { Health } from './health';
import { LoopWatch } from './loop-watch';
import { connected } from './patience';
import { recordedLog } from './testing/recorded-log';

describe('a dependency that is not there yet', () => {
  const loop = new LoopWatch();
  afterAll(() => loop.stop());

  it('is tried until it is there, named in the health meanwhile, and watched from then on', async () => {
    const health = new Health(loop);
    const { logger, entries } = recordedLog();
    const seen: unknown[] = [];
    let isUp = true;
    const answer = await connected(
      {
        name: 'Redis',
        connect: async () => {
          seen.push((await health.report()).dependencies['Redis']);
          if (seen.length === 1)
            throw new AggregateError([new Error('refused by ::1'), new Error('refused by 127.0.0.1')]);
          return 'connection';
        },
        check: (connection) => {
          if (!isUp) throw new Error(`${connection} lost`);
        },
      },
      { health, logger },
    );
    expect(answer).toBe('connection');
    expect(seen).toEqual([{ down: 'not tried yet' }, { down: 'refused by ::1; refused by 127.0.0.1' }]);
    expect(entries()).toMatchObject([{ level: 'warn', msg: 'Waiting for Redis.', dependency: 'Redis' }]);
    expect((await health.report()).dependencies['Redis']).toBe('up');
    isUp = false;
    expect((await health.report()).dependencies['Redis']).toEqual({ down: 'connection lost' });
  });
});
