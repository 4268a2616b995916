import { randomUUID } from 'node:crypto';
import type { DailyStatsShown, TimelineShown } from '@tidemark/contracts';
import { HOUR, toIso, type Instant } from '@tidemark/domain';
import type { ToldEvent } from '@tidemark/projections';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { clocks, days, hour, monday, timers, tuesday } from '../testing/story';

describe('the time of the work clock, as it is shown of days', () => {
  let service: ServiceUnderTest;
  let user: string;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());
  beforeEach(() => {
    user = randomUUID();
    service.clock.at = hour(12);
    recorded('day', hour(9), days.begun(hour(9)));
  });

  const recorded = (category: ToldEvent['category'], recordedAt: Instant, ...events: readonly ToldEvent['event'][]) =>
    events.forEach((event) => service.owner.record(user, category, event, recordedAt));
  const daily = async () => {
    return (await service.ask<DailyStatsShown>(user, 'daily', { from: '2026-01-01', to: '2026-01-31' })).items;
  };
  const timeline = (date = '2026-01-05') => service.ask<TimelineShown>(user, 'timeline', { date });
  const hours = async (date?: string) =>
    (await timeline(date)).intervals
      .filter(({ kind }) => kind !== 'untracked')
      .map(({ kind, startsAt, seconds }) => `${kind} ${startsAt.slice(11, 16)} ${seconds / 3_600}`);

  it('is the time in which no timer ran, and all of it beside that [C1]', async () => {
    recorded('clock', hour(9), clocks.came(hour(9)));
    recorded('timer', hour(10), timers.started('one', hour(10), hour(11)), timers.completed('one', hour(11)));
    expect(await hours()).toEqual(['clocked 09:00 1', 'work 10:00 1', 'clocked 11:00 1']);
    expect(await daily()).toMatchObject([
      { totalWorkSeconds: 3_600, clockedSeconds: 7_200, totalClockedSeconds: 10_800, untrackedSeconds: 75_600 },
    ]);
  });

  it('is in whole seconds no less than its part beside which no timer ran [C1]', async () => {
    const [came, left] = [hour(9), hour(10) + 600];
    recorded('clock', hour(11), clocks.came(came), clocks.left(left));
    expect(await daily()).toMatchObject([{ clockedSeconds: 3_601, totalClockedSeconds: 3_601 }]);
  });

  it('is cut at the reset, and goes on in the next day [C4]', async () => {
    recorded('clock', hour(22), clocks.came(hour(22)));
    recorded('day', hour(24), days.closed(tuesday, [monday]));
    service.clock.at = hour(25);
    expect(await daily()).toMatchObject([{ totalClockedSeconds: 7_200, final: true }, { totalClockedSeconds: 3_600 }]);
    recorded('clock', hour(26), clocks.left(hour(26)));
    service.clock.at = hour(30);
    expect(await daily()).toMatchObject([
      { totalClockedSeconds: 7_200, correctedAt: null },
      { totalClockedSeconds: 7_200, final: false },
    ]);
    expect([await hours(), await hours('2026-01-06')]).toEqual([['clocked 22:00 2'], ['clocked 00:00 2']]);
  });

  it('is corrected in days that are over, back to where the work began [C3]', async () => {
    recorded('clock', hour(10), clocks.came(hour(9)), clocks.left(hour(10)));
    recorded('clock', hour(23), clocks.came(hour(23)));
    const wednesday = { localDate: '2026-01-07', startsAt: tuesday.endsAt, endsAt: tuesday.endsAt + 24 * HOUR };
    recorded('day', hour(24), days.closed(tuesday, [monday]));
    recorded('clock', hour(25), clocks.left(hour(25)));
    recorded('day', hour(48), days.closed(wednesday, [tuesday]));
    service.clock.at = hour(50);
    expect(await daily()).toMatchObject([
      { totalClockedSeconds: 7_200, correctedAt: null },
      { totalClockedSeconds: 3_600, correctedAt: null },
      { totalClockedSeconds: 0 },
    ]);
    recorded('clock', hour(50), clocks.removed('OUT', hour(25), hour(50)), clocks.came(hour(49)));
    expect(await daily()).toMatchObject([
      { totalClockedSeconds: 3_600, correctedAt: toIso(hour(50)) },
      { totalClockedSeconds: 0, correctedAt: toIso(hour(50)) },
      { totalClockedSeconds: 3_600, correctedAt: null },
    ]);
  });

  it('comes with what was corrected, each with what it said before and what it says now [C3] [X1]', async () => {
    recorded('clock', hour(10), clocks.came(hour(9)), clocks.left(hour(10)));
    recorded('clock', hour(11), clocks.corrected('OUT', hour(10), hour(10.5), hour(11)));
    recorded('clock', hour(12), clocks.removed('IN', hour(9), hour(12)));
    const { edits } = await timeline();
    const [came, left] = [`IN ${hour(9)}`, `OUT ${hour(10)}`];
    expect(edits).toEqual([
      {
        type: 'EntryRemoved',
        at: toIso(hour(9)),
        data: { entry: { id: came, type: 'IN', clockedAt: toIso(hour(9)) }, removedAt: toIso(hour(12)) },
      },
      {
        type: 'EntryCorrected',
        at: toIso(hour(10.5)),
        data: {
          previous: { id: left, type: 'OUT', clockedAt: toIso(hour(10)) },
          entry: { id: left, type: 'OUT', clockedAt: toIso(hour(10.5)) },
          correctedAt: toIso(hour(11)),
        },
      },
    ]);
  });
});
