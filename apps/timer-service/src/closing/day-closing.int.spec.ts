import { randomUUID } from 'node:crypto';
import { SECOND, day, timer } from '@tidemark/domain';
import { EventLog, verifyLog, type AnyDecider } from '@tidemark/event-log';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { DayClosing } from './day-closing';
import { dayStreamOf } from '../days/known-days';
import { OverdueDays } from './overdue-days';

const USERS = 120;
const CLOSED_OF = `SELECT user_id AS "userId", count(*)::int AS times FROM events WHERE type = 'DayClosed' GROUP BY user_id`;
const RUNG_TOO_EARLY = `UPDATE heads SET due_at = due_at - interval '2 days' WHERE stream_id = $1`;

describe('days that are closed together', () => {
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());

  it('end once each, whoever closes them and whatever their owners do meanwhile [D4] [I-02] [I-07] [I-17]', async () => {
    const users = Array.from({ length: USERS }, () => randomUUID());
    await Promise.all(users.map((user) => service.tellDay(user, 'session-count/set', { count: 3 })));
    const { nextResetAt } = (await service.day(users[0]!)).configuration;
    const boundaryAt = Date.parse(nextResetAt);
    service.clock.pass(boundaryAt - service.clock.now() + 40 * SECOND);

    const closing = service.app.get(DayClosing);
    const [asked, askedAgain, swept] = await Promise.all([
      closing.close(users, boundaryAt),
      closing.close([...users].reverse(), boundaryAt),
      service.app.get(OverdueDays).close(),
      ...users.slice(0, USERS / 2).map((user) => service.tellDay(user, 'session-count/set', { count: 5 })),
    ]);

    // Before anybody looks, because looking would close what is still open.
    expect(await verifyLog(service.app.get(EventLog), [timer as AnyDecider, day as AnyDecider])).toEqual([]);
    const { rows } = await service.database.query<{ userId: string; times: number }>(CLOSED_OF);
    expect(new Map(rows.map(({ userId, times }) => [userId, times]))).toEqual(new Map(users.map((user) => [user, 1])));
    expect(asked.closed + askedAgain.closed + swept).toBeLessThanOrEqual(USERS);
    const counts = await Promise.all(users.map(async (user) => (await service.day(user)).sessionCount.count));
    expect(counts).toEqual(users.map((_, nth) => (nth < USERS / 2 ? 5 : 0)));
  });

  it('are said to be closed only where they were', async () => {
    const user = randomUUID();
    await service.tellDay(user, 'session-count/set', { count: 3 });
    await service.database.query(RUNG_TOO_EARLY, [dayStreamOf(user)]);
    const { closed, open } = await service.app.get(DayClosing).close([user], service.clock.now());
    expect({ closed, open: open.map(({ userId }) => userId) }).toEqual({ closed: 0, open: [user] });
  });
});
