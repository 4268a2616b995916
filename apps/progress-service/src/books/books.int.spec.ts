import { randomUUID } from 'node:crypto';
import type { Fact } from '@tidemark/contracts';
import { MINUTE } from '@tidemark/domain';
import { until } from '@tidemark/local-infra';
import fc from 'fast-check';
import { DailyStatsQuery } from '../stats/daily-stats.query';
import { drawnLife } from '../testing/drawn-life';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { days, hour, monday, timers, tuesday } from '../testing/story';
import { Bookkeeper } from './bookkeeper';
import { Books, toldEvent } from '@tidemark/projections';
import { CatchUp } from './catch-up';
import { putAside } from './fact.consumers';

const LIVES = 40;
/** The same lives each time, so that a red spec can be looked into. */
const drawn = <Value>(arbitrary: fc.Arbitrary<Value>, count: number) =>
  fc.sample(arbitrary, { numRuns: count, seed: 20_260_105 });
const shuffled = <Value>(values: readonly Value[]): readonly Value[] =>
  drawn(fc.shuffledSubarray([...values], { minLength: values.length }), 1)[0]!;

describe('facts, with two instances that listen', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await ServiceUnderTest.start(2);
  }, START_MAX_MS);
  afterAll(() => service.close());

  /** A user who lived this life, as its events are in the log of their owner. */
  function born(life: (typeof lives)[number]): { userId: string; facts: Fact[] } {
    const userId = randomUUID();
    const facts = life.map(({ category, event, recordedAt }) =>
      service.owner.record(userId, category, event, recordedAt),
    );
    return { userId, facts };
  }

  const lives = drawn(drawnLife, LIVES);
  const kept = (userId: string) => service.app.get(DailyStatsQuery).ledgers(userId, '0000-01-01', '9999-12-31');
  const counted = (facts: readonly Fact[]) => {
    const books = new Books();
    for (const fact of facts) books.enter(toldEvent(fact));
    return books.ledgers;
  };
  const heard = async (userId: string, facts: readonly Fact[]) => {
    const versions = await service.app.get(Bookkeeper).heard(userId);
    return facts.every(({ streamId, version }) => (versions[streamId] ?? 0) >= version);
  };
  const settled = (users: readonly { userId: string; facts: readonly Fact[] }[]) =>
    until(
      'everything is heard',
      async () => {
        const states = await Promise.all(users.map(({ userId, facts }) => heard(userId, facts)));
        return states.every(Boolean);
      },
      30_000,
    );

  it('make the rows that their events make, told in order or three times in any order [I-04] [I-07]', async () => {
    const inOrder = lives.map(born);
    const inDisorder = lives.map(born);
    await service.owner.publish(inOrder.flatMap(({ facts }) => facts));
    await service.owner.publish(shuffled(inDisorder.flatMap(({ facts }) => [...facts, ...facts, ...facts])));
    await settled([...inOrder, ...inDisorder]);
    for (const [index, { userId, facts }] of inOrder.entries()) {
      expect(await kept(userId)).toEqual(counted(facts));
      expect(await kept(inDisorder[index]!.userId)).toEqual(counted(facts));
    }
  }, 60_000);

  it('make the same rows when each is told to another instance at once [I-04]', async () => {
    const users = lives.map(born);
    const catchUps = service.apps.map((app) => app.get(CatchUp));
    const told = shuffled(users.flatMap(({ facts }) => facts)).map(toldEvent);
    await Promise.all(told.flatMap((event) => catchUps.map((catchUp) => catchUp.enter(event))));
    for (const { userId, facts } of users) expect(await kept(userId)).toEqual(counted(facts));
  }, 60_000);

  it('that never came are fetched from their owner [I-05]', async () => {
    const life = lives.toSorted((one, two) => two.length - one.length)[0]!;
    const { userId, facts } = born(life);
    const lastOf = (category: string) => facts.findLast(({ streamId }) => streamId.startsWith(category))!;
    await service.owner.publish(['timer', 'clock', 'day'].map(lastOf));
    await settled([{ userId, facts }]);
    expect(await kept(userId)).toEqual(counted(facts));
  });

  it('that nobody can read hold nobody else up [I-30]', async () => {
    const userId = randomUUID();
    const record = (event: Parameters<typeof service.owner.record>[2]) =>
      service.owner.record(userId, 'day', event, hour(9));
    const facts = [record(days.begun(hour(9)))];
    const [poison] = [{ ...facts[0]!, userId: 'poison', streamId: 'day-poison', type: 'DayDreamt' }];
    await service.owner.publish([poison, ...facts]);
    await settled([{ userId, facts }]);
  });

  it('that could not be applied are kept, however often that is told [I-30]', async () => {
    const letter = { subject: 'tidemark.evt.day.one.DayDreamt', body: '{', streamSequence: 1, tries: 5 };
    for (const reason of ['first', 'second']) {
      await putAside(service.database, 'spec', { ...letter, error: new Error(reason) });
    }
    const { rows } = await service.database.query(`SELECT subject, body, reason FROM facts_put_aside`);
    expect(rows).toEqual([{ subject: letter.subject, body: '{', reason: 'second' }]);
  });

  it('of two streams that both touch a day are never entered side by side [I-07]', async () => {
    const userId = randomUUID();
    const [begun, closed] = [days.begun(hour(23)), days.closed(tuesday, [monday])];
    const [started, completed] = [timers.started('one', hour(23)), timers.completed('one', hour(23) + 25 * MINUTE)];
    const timerFacts = [started, completed].map((event) => service.owner.record(userId, 'timer', event, hour(23.5)));
    const dayFacts = [begun, closed].map((event) => service.owner.record(userId, 'day', event, hour(24)));
    const [first, second] = service.apps.map((app) => app.get(CatchUp));
    const enter = (catchUp: CatchUp, facts: readonly Fact[]) => facts.map((fact) => catchUp.enter(toldEvent(fact)));
    await Promise.all([...enter(first!, timerFacts), ...enter(second!, dayFacts)]);
    expect(await kept(userId)).toMatchObject([{ workMs: 25 * MINUTE, workSessionsCompleted: 1 }, { workMs: 0 }]);
  });
});
