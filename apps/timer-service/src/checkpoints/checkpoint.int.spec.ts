import { randomUUID } from 'node:crypto';
import { HOUR } from '@tidemark/domain';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { CheckpointCleanup } from './checkpoint.cleanup';
import { CheckpointQuery } from './checkpoint.query';

describe('checkpoints', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  it('are there for whoever just made them, newest first, with the state at the transition [T6]', async () => {
    const user = randomUUID();
    await service.tell(user, 'start', { durationSeconds: 1500, task: { id: 'thesis', title: 'Write' } });
    await service.tell(user, 'pause');
    const { items } = await service.app.get(CheckpointQuery).page(user, {});
    expect(items).toMatchObject([
      { checkpointType: 'WORK_PAUSED', isPaused: true, taskId: 'thesis', version: 2 },
      { checkpointType: 'WORK_STARTED', isPaused: false, remainingSeconds: 1500, version: 1 },
    ]);
  });

  it('come in pages, without one twice or missing [T6]', async () => {
    const user = randomUUID();
    await service.tell(user, 'start');
    for (let round = 0; round < 3; round += 1) {
      await service.tell(user, 'pause');
      await service.tell(user, 'resume');
    }
    const versions: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await service.app.get(CheckpointQuery).page(user, { limit: 3, cursor });
      versions.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor;
    } while (cursor);
    expect(versions).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('are removed after 48 hours, except the latest of each user; events never are [T9]', async () => {
    const [old, active] = [randomUUID(), randomUUID()];
    await service.tell(old, 'start');
    await service.tell(old, 'stop');
    await service.tell(active, 'start');
    await service.checkpointTypes(old);
    const backdate = `UPDATE checkpoints SET at = at - interval '49 hours' WHERE user_id = $1`;
    await service.database.query(backdate, [old]);

    expect(await service.app.get(CheckpointCleanup).run(48 * HOUR)).toBe(1);

    expect(await service.checkpointTypes(old)).toEqual(['WORK_INTERRUPTED']);
    expect(await service.checkpointTypes(active)).toEqual(['WORK_STARTED']);
    expect((await service.view(old)).version).toBe(2);
  });
});
