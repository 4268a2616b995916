import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { LetterController } from './letter.controller';

describe('a dead letter of a projection', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  const settle = (wish: object, caller = 'ops') =>
    service.app.get(LetterController).settle({ reason: 'a spec', ...wish }, { subject: '', caller });
  const letters = async () => (await service.database.query('SELECT FROM dead_letters')).rowCount;

  /** As it is after somebody's first checkpoint could not be made. */
  const putAside = async (userId: string) => {
    await service.tell(userId, 'start');
    await service.checkpointTypes(userId);
    await service.database.query('DELETE FROM checkpoints WHERE user_id = $1', [userId]);
    const { rows } = await service.database.query<{ place: string }>(
      `INSERT INTO dead_letters (consumer, lane, position, event_id, reason)
       SELECT 'checkpoints', lane, position, event_id, 'for a spec' FROM events WHERE stream_id = 'timer-' || $1
       RETURNING lane || '.' || position AS place`,
      [userId],
    );
    return rows[0]?.place ?? '';
  };

  it('is applied when it is tried again, and gone [F-29]', async () => {
    const place = await putAside('anna');
    expect(await settle({ action: 'retry', consumer: 'checkpoints', place })).toEqual({ settled: 1 });
    expect(await service.checkpointTypes('anna')).toEqual(['WORK_STARTED']);
    expect(await letters()).toBe(0);
  });

  it('stays where it still cannot be applied', async () => {
    const place = await putAside('ben');
    await settle({ action: 'retry', consumer: 'checkpoints', place });
    await service.database.query(
      `INSERT INTO dead_letters (consumer, lane, position, event_id, reason)
       SELECT 'checkpoints', lane, position, event_id, 'once more' FROM events WHERE stream_id = 'timer-ben'`,
    );
    const refused = settle({ action: 'retry', consumer: 'checkpoints', place });
    await expect(refused).rejects.toMatchObject({ code: 'dead-letter/still-dead' });
    expect(await letters()).toBe(1);
    expect(await settle({ action: 'skip', consumer: 'checkpoints', place })).toEqual({ settled: 1 });
    expect(await letters()).toBe(0);
  });

  it('must be there, and named as it is', async () => {
    for (const place of ['0.1', 'x', '1.0', "1.1' OR true"]) {
      const asked = settle({ action: 'retry', consumer: 'checkpoints', place });
      await expect(asked).rejects.toMatchObject({ code: 'dead-letter/not-found' });
    }
  });

  it('is for those who look after the installation, and they say why', async () => {
    const wish = { action: 'skip', consumer: 'checkpoints', place: '1.1' };
    await expect(settle(wish, 'scheduler-service')).rejects.toMatchObject({ code: 'auth/forbidden' });
    await expect(settle({ ...wish, reason: '' })).rejects.toMatchObject({ name: 'InvalidRequest' });
    await expect(settle({ ...wish, action: 'burn' })).rejects.toMatchObject({ name: 'InvalidRequest' });
  });
});
