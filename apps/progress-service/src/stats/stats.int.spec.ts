import { randomUUID } from 'node:crypto';
import type { DailyStatsShown, ResetsShown, TimelineShown } from '@tidemark/contracts';
import { HOUR, MINUTE, toIso, type DayEvent, type Instant, type TimerEvent } from '@tidemark/domain';
import { ServiceUnderTest, START_MAX_MS } from '../testing/service-under-test';
import { days, hour, monday, timers, tuesday } from '../testing/story';

describe('what is shown of days', () => {
  let service: ServiceUnderTest;
  let user: string;
  beforeAll(async () => {
    service = await ServiceUnderTest.start();
  }, START_MAX_MS);
  afterAll(() => service.close());
  beforeEach(() => {
    user = randomUUID();
    service.clock.at = hour(40);
  });

  /** Events as they are recorded: only in the log, so that whoever asks at once has to fetch them. */
  const recorded = (category: 'timer' | 'day', recordedAt: Instant, ...events: readonly (TimerEvent | DayEvent)[]) =>
    events.map((event) => service.owner.record(user, category, event, recordedAt));
  const daily = (from = '2026-01-01', to = '2026-01-31') => service.ask<DailyStatsShown>(user, 'daily', { from, to });
  const timeline = (date: string) => service.ask<TimelineShown>(user, 'timeline', { date });
  const lines = ({ intervals }: TimelineShown) =>
    intervals.map(({ kind, startsAt, seconds, unattended }) => {
      return `${kind}${unattended ? '!' : ''} ${startsAt.slice(11, 16)} ${seconds}`;
    });

  it('is nothing for somebody who never did anything', async () => {
    expect(await daily()).toEqual({ items: [] });
    expect(await service.ask(user, 'resets')).toEqual({ items: [] });
    await expect(timeline('2026-01-05')).rejects.toMatchObject({ code: 'day/not-found' });
  });

  it('splits what was done at the boundary, to the millisecond, and counts it where it was completed [D7] [I-14]', async () => {
    const endsAt = tuesday.startsAt + 5 * MINUTE + 1;
    recorded('day', hour(23), days.begun(hour(23)));
    recorded('timer', hour(23), timers.started('night', monday.endsAt - 10 * MINUTE - 1, endsAt));
    recorded('day', hour(24), days.closed(tuesday, [monday]));
    recorded('timer', endsAt, timers.completed('night', endsAt));
    await daily();
    const kept = await service.database.query(
      `SELECT local_date, work_ms::integer, work_sessions_completed, final FROM daily_session_stats
       WHERE user_id = $1 ORDER BY local_date`,
      [user],
    );
    expect(kept.rows).toEqual([
      { local_date: '2026-01-05', work_ms: 10 * MINUTE + 1, work_sessions_completed: 0, final: true },
      { local_date: '2026-01-06', work_ms: 5 * MINUTE + 1, work_sessions_completed: 1, final: false },
    ]);
  });

  it('has the session that runs up to now, and a session that runs into a closed day up to its end [D7]', async () => {
    recorded('day', hour(23), days.begun(hour(23)));
    recorded('timer', hour(23), timers.started('night', hour(23), hour(26)));
    service.clock.at = hour(23.5);
    expect((await daily()).items).toMatchObject([{ date: '2026-01-05', totalWorkSeconds: 1_800, final: false }]);
    recorded('day', hour(24), days.closed(tuesday, [monday]));
    service.clock.at = hour(24.5);
    expect((await daily()).items).toEqual([
      {
        ...{ date: '2026-01-05', timezone: 'UTC', workSessionsCompleted: 0, manualOverrides: 0 },
        ...{
          totalWorkSeconds: 3_600,
          totalBreakSeconds: 0,
          pausedSeconds: 0,
          clockedSeconds: 0,
          totalClockedSeconds: 0,
        },
        ...{ untrackedSeconds: 82_800, lengthSeconds: 86_400, final: true, correctedAt: null },
      },
      expect.objectContaining({ date: '2026-01-06', totalWorkSeconds: 1_800, final: false }),
    ]);
  });

  it('corrects a day that was over when an earlier stop is told late, and says so [D4]', async () => {
    const [begins] = [hour(22)];
    recorded('day', begins, days.begun(begins));
    recorded('timer', begins, timers.started('late', begins, hour(25)));
    recorded('day', hour(24), days.closed(tuesday, [monday]));
    recorded('timer', hour(25), timers.stopped('late', hour(25)));
    const before = await daily('2026-01-05', '2026-01-05');
    expect(before.items).toMatchObject([{ totalWorkSeconds: 7_200, final: true, correctedAt: null }]);

    recorded('timer', hour(30), timers.stopMoved('late', hour(25), hour(23)));

    expect((await daily()).items).toMatchObject([
      { totalWorkSeconds: 3_600, untrackedSeconds: 82_800, final: true, correctedAt: toIso(hour(30)) },
      { totalWorkSeconds: 0, final: false, correctedAt: null },
    ]);
  });

  it('has days without anything in them after somebody was away [D4]', async () => {
    const wednesday = { localDate: '2026-01-07', startsAt: tuesday.endsAt, endsAt: tuesday.endsAt + 24 * HOUR };
    recorded('day', hour(9), days.begun(hour(9)), days.closed(wednesday, [monday, tuesday]));
    const { items } = await daily();
    expect(items.map(({ date, final, untrackedSeconds }) => [date, final, untrackedSeconds])).toEqual([
      ['2026-01-05', true, 86_400],
      ['2026-01-06', true, 86_400],
      ['2026-01-07', false, 86_400],
    ]);
  });

  it('is what is there already while the owner of the events is away', async () => {
    recorded('day', hour(9), days.begun(hour(9)));
    await daily();
    recorded('timer', hour(10), timers.started('one', hour(10)));
    await service.owner.leave();
    expect((await daily()).items).toMatchObject([{ date: '2026-01-05', totalWorkSeconds: 0 }]);
    await service.owner.comeBack();
    expect((await daily()).items).toMatchObject([{ date: '2026-01-05', totalWorkSeconds: 1_500 }]);
  });

  it('is asked for by dates that are in order and not too many', async () => {
    const refused = (from: string, to: string) => expect(daily(from, to)).rejects;
    await refused('2026-01-02', '2026-01-01').toMatchObject({ mistakes: [{ path: 'to', rule: 'order' }] });
    await refused('2026-01-01', '2027-02-05').toMatchObject({ mistakes: [{ path: 'to', rule: 'dates' }] });
    await refused('2026-01-32', '2026-02-01').toMatchObject({ mistakes: [{ path: 'from', rule: 'isLocalDate' }] });
    expect(await daily('2026-01-01', '2027-02-04')).toEqual({ items: [] });
    expect(await daily('0000-01-01', '0000-01-02')).toEqual({ items: [] });
  });

  it('is the day piece by piece, with its resets and with what was changed by hand [X1]', async () => {
    recorded('day', hour(9), days.begun(hour(9)));
    recorded(
      'timer',
      hour(11),
      timers.started('first', hour(9), hour(10)),
      timers.noted('first', hour(9.25), hour(9.5)),
      timers.paused('first', hour(9.75)),
      timers.resumed('first', hour(10)),
      timers.completed('first', hour(10) + MINUTE),
      timers.trimmed('first', hour(9.25), hour(9.5) - MINUTE, hour(11)),
    );
    recorded('day', hour(12), days.overridden(hour(12), 7), days.reset(hour(13), 7));
    const shown = await timeline('2026-01-05');
    expect(lines(shown)).toEqual([
      'untracked 00:00 32400',
      'work 09:00 900',
      'untracked 09:15 840',
      'work! 09:29 60',
      'work 09:30 900',
      'paused 09:45 900',
      'work 10:00 60',
      'untracked 10:01 50340',
    ]);
    expect(shown).toMatchObject({
      startsAt: toIso(monday.startsAt),
      endsAt: toIso(monday.endsAt),
      lengthSeconds: 86_400,
      final: false,
      resets: [{ resetType: 'manual_reset', previousCount: 7, resetTimestamp: toIso(hour(13)), deviceId: 'laptop' }],
      edits: [
        { type: 'UnattendedTrimmed', at: toIso(hour(9.25)), data: { sessionId: 'first' } },
        { type: 'CountOverridden', at: toIso(hour(12)), data: { count: 7 } },
      ],
    });
  });

  it('lists resets newest first, page by page [D6]', async () => {
    recorded('day', hour(9), days.begun(hour(9)));
    for (const hours of [10, 11, 12]) recorded('day', hour(hours), days.reset(hour(hours), hours));
    recorded('day', hour(24), days.closed(tuesday, [monday], 5));
    const first = await service.ask<ResetsShown>(user, 'resets', { limit: 3 });
    expect(first.items).toMatchObject([
      { resetType: 'scheduled_daily', previousCount: 5, newCount: 0, localDate: '2026-01-06', context: 'boundary' },
      { resetType: 'manual_reset', previousCount: 12 },
      { resetType: 'manual_reset', previousCount: 11, userTimezone: 'UTC', localResetTime: '00:00' },
    ]);
    const second = await service.ask<ResetsShown>(user, 'resets', { cursor: first.nextCursor });
    expect(second).toEqual({ items: [expect.objectContaining({ previousCount: 10 }) as object] });
    await expect(service.ask(user, 'resets', { cursor: 'x' })).rejects.toMatchObject({
      mistakes: [{ path: 'cursor' }],
    });
  });
});
