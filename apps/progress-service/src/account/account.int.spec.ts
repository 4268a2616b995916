import type { Program } from '@tidemark/domain';
import { EventLog } from '@tidemark/event-log';
import { EventExport } from '@tidemark/service-kit';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { Trainee } from '../testing/trainee';
import { AccountController } from './account.controller';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await ServiceUnderTest.start();
}, START_MAX_MS);
afterAll(() => service.close());

const canary = [{ name: 'canary squat' }];
const keptOf = async (userId: string) => {
  const sql = `
    SELECT (SELECT jsonb_agg(to_jsonb(events) - 'user_id' - 'stream_id') FROM events WHERE user_id = $1)::text
      || (SELECT jsonb_agg(state) FROM heads WHERE user_id = $1)::text AS all`;
  return (await service.database.query<{ all: string }>(sql, [userId])).rows[0]!.all;
};

describe('everything that is kept of a person in programs', () => {
  it('can be taken along, event by event and page by page', async () => {
    const ada = new Trainee(service);
    const exercise_logs = [{ name: 'x'.repeat(15_000) }];
    await ada.sync(Array.from({ length: 45 }, (_, nth) => ({ week_number: 1 + nth, day_number: 1, exercise_logs })));
    const exports = service.app.get(EventExport);
    const events: object[] = [];
    let after: number | undefined = 0;
    for (let page = 0; page < 10 && after !== undefined; page += 1) {
      const part = await exports.page(ada.userId, after);
      expect(JSON.stringify(part).length).toBeLessThan(700_000);
      events.push(...part.events);
      after = part.nextAfter;
    }
    expect(after).toBeUndefined();
    expect(events).toHaveLength(90);
    expect(new Set(events.map((event) => (event as { version: number }).version)).size).toBe(90);
  });

  it('is told to nobody but the desk of accounts', () => {
    const asked = { name: 'account/export', userId: 'ada', correlationId: 'spec', data: {} };
    const ask = () => service.app.get(AccountController).query(asked, { subject: '', caller: 'timer-service' });
    expect(ask).toThrow('may not do this');
  });

  it('is erased wherever they wrote it, still folds, and touches nobody else [I-28]', async () => {
    const [gone, stays] = [new Trainee(service), new Trainee(service)];
    for (const person of [gone, stays]) {
      await person.tell('exercises', { exercise_logs: canary });
      await person.tell('complete');
    }
    const before = await keptOf(stays.userId);
    const wish = { userId: gone.userId, salt: 'a-salt' };
    const forget = () => service.app.get(AccountController).erase(wish, { subject: '', caller: 'gateway' });

    await forget();
    await forget();

    expect(await keptOf(gone.userId)).not.toMatch(/canary|phone/);
    expect(await keptOf(stays.userId)).toBe(before);
    // What it was called was a device's choice, so nobody finds it under that name any more.
    expect((await gone.program()).logs).toEqual([]);
    const [left] = await service.app.get(EventLog).headsOfUser(gone.userId);
    expect(left!.streamId).toMatch(new RegExp(`^program-${gone.userId}[.]gone-[0-9a-f]{32}$`));
    const workouts = Object.values((left!.state as Program).weeks).flatMap((week) => Object.values(week));
    expect(workouts).toMatchObject([{ completion: {}, exercises: { exerciseLogs: '[]' } }]);
  });
});
