import { randomUUID } from 'node:crypto';
import { TaskController } from '../tasks/task.controller';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { days, hour } from '../testing/story';

const consumer = 'daily-stats-day';

describe('a fact that was put aside', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  const settle = (action: string, place: string, body?: string) =>
    service.app
      .get(TaskController)
      .settleLetters({ action, consumer, place, reason: 'a spec', body }, { subject: '', caller: 'ops' });
  const putAside = (place: string, body: string, user = 'anna') =>
    service.database.query(
      `INSERT INTO facts_put_aside (consumer, stream_sequence, subject, body, tries, reason)
       VALUES ($1, $2, 'tidemark.evt.day.' || $4 || '.DayBegun', $3, 5, 'for a spec')`,
      [consumer, place, body, user],
    );
  const count = async (table: string, user?: string) => {
    const where = user === undefined ? '' : ` WHERE user_id = '${user}'`;
    return (await service.database.query(`SELECT FROM ${table}${where}`)).rowCount;
  };

  it('is entered into the books when it is tried again, and gone [F-29]', async () => {
    const user = randomUUID();
    const told = service.owner.record(user, 'day', days.begun(hour(9)), hour(9));
    await putAside('7', JSON.stringify(told));
    expect(await settle('retry', '7')).toEqual({ settled: 1 });
    expect(await count('daily_session_stats', user)).toBe(1);
    expect(await count('facts_put_aside')).toBe(0);
  });

  it('stays where it still cannot be entered, until somebody gives it up', async () => {
    await putAside('8', '{"nonsense":');
    await expect(settle('retry', '8')).rejects.toMatchObject({ code: 'dead-letter/still-dead' });
    expect(await count('facts_put_aside')).toBe(1);
    expect(await settle('skip', '8')).toEqual({ settled: 1 });
    expect(await count('facts_put_aside')).toBe(0);
  });

  it('is entered as corrected, of the same event and the same user, or stays as it was [F-29]', async () => {
    const user = randomUUID();
    const told = service.owner.record(user, 'day', days.begun(hour(9)), hour(9));
    await putAside('9', JSON.stringify({ ...told, version: 'one' }), user);
    const corrections = [
      ['isJson', '[]'],
      ['isJson', '{"nonsense":'],
      ['sameEvent', JSON.stringify({ ...told, eventId: randomUUID() })],
      ['sameUser', JSON.stringify({ ...told, userId: 'anna' })],
      ['isDefined', undefined],
    ] as const;
    for (const [rule, body] of corrections) {
      await expect(settle('edit', '9', body)).rejects.toMatchObject({ mistakes: [{ path: 'body', rule }] });
    }
    expect(await count('facts_put_aside')).toBe(1);
    expect(await settle('edit', '9', JSON.stringify(told))).toEqual({ settled: 1 });
    expect(await count('daily_session_stats', user)).toBe(1);
    expect(await count('facts_put_aside')).toBe(0);
  });
});
