import { randomUUID } from 'node:crypto';
import { EventExport } from '@tidemark/service-kit';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { Erasure } from './erasure';

describe('everything that is kept of a person', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  const canary = { id: 'canary-id', title: 'canary title' };

  it('can be taken along, event by event', async () => {
    const user = randomUUID();
    await service.tell(user, 'start', { task: canary });
    const { events, nextAfter } = await service.app.get(EventExport).page(user, 0);
    expect(events).toMatchObject([{ type: 'SessionStarted', version: 1, data: { task: canary } }]);
    expect(nextAfter).toBeUndefined();
  });

  it('is blanked by an erasure wherever they wrote it, and still folds [I-28]', async () => {
    const [gone, stays] = [randomUUID(), randomUUID()];
    for (const user of [gone, stays]) {
      await service.tell(user, 'start', { task: canary });
      await service.tellDay(user, 'session-count/reset', {}, 'canary-laptop');
    }
    await service.checkpointTypes(gone);

    await service.app.get(Erasure).erase(gone);

    const kept = async (user: string) => {
      const sql = `
        SELECT (SELECT jsonb_agg(to_jsonb(events) - 'user_id' - 'stream_id') FROM events WHERE user_id = $1)::text
          || (SELECT jsonb_agg(state) FROM heads WHERE user_id = $1)::text
          || (SELECT jsonb_agg(task_id) FROM checkpoints WHERE user_id = $1)::text AS all`;
      return (await service.database.query<{ all: string }>(sql, [user])).rows[0]!.all;
    };
    expect(await kept(gone)).not.toContain('canary');
    expect(await kept(stays)).toContain('canary');
    expect(await service.view(gone)).toMatchObject({ status: 'idle', task: null });
  });

  it('cannot be changed by the service itself [I-03]', async () => {
    const user = randomUUID();
    await service.tell(user, 'start');
    for (const sql of [`UPDATE events SET type = 'Other'`, `DELETE FROM events`, `TRUNCATE events`]) {
      await expect(service.database.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
