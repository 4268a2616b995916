import { dayAt, dayFrom, HOUR, MINUTE, SECOND, toIso, type DayFrame, type DayRule } from '@tidemark/domain';

import type { Device } from '../kit/device';
import { eventsOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const STORY_MS = 60_000;
/** Bells ring by the clocks of the hosts, which do not travel; one that is wound so shortly before rings by itself. */
const BELL_WOUND_BEFORE_MS = 5 * SECOND;
/** Only the bell can be meant then: the sweep and the service's own look come much later. */
const SWEEPS_RARELY = { TIDEMARK_SWEEP_SECONDS: '300' };
const EVERY_SERVICE_TWICE = { gateways: 2, timerServices: 2, schedulerServices: 2, progressServices: 2 };
const tokyo: DayRule = { timezone: 'Asia/Tokyo', dailyResetTime: 'midnight' };

(canTravel ? describe : describe.skip)('midnight in Tokyo', () => {
  let story: StoryStack;
  let person: Person;
  let phone: Device;
  let laptop: Device;
  let stranger: Device;
  let today: DayFrame;

  beforeAll(async () => {
    story = await startStory(EVERY_SERVICE_TWICE, SWEEPS_RARELY, { timeTravel: true });
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);

  beforeEach(async () => {
    // The morning after, so that a story has a whole day before it.
    await story.travelTo(dayAt(story.now(), tokyo).endsAt + 9 * HOUR);
    today = dayAt(story.now(), tokyo);
    person = await Person.guest(story.addresses[0], 'Asia/Tokyo');
    phone = await person.connect('phone');
    laptop = await person.connect('laptop', { address: story.addresses[1] });
    stranger = await (await Person.guest(story.addresses[0], 'Asia/Tokyo')).connect('stranger');
  }, STORY_MS);
  afterEach(() => {
    person?.closeEverything();
    stranger?.close();
  });

  const complete = async (durationSeconds: number) => {
    const { endsAt } = await phone.command('timer/start', { sessionType: 'work', durationSeconds, replace: true });
    await story.travelTo(Date.parse(endsAt ?? ''));
    return Date.parse(endsAt ?? '');
  };
  const statsOf = async ({ localDate }: DayFrame) => {
    const { body } = await person.get(`/api/stats/daily?from=${localDate}&to=${localDate}`);
    return (body['items'] as object[])[0];
  };
  const resets = async () => (await person.get('/api/resets')).body['items'] as object[];

  it(
    'ends the day of both devices at once, and of nobody else [D4] [D9] [I-17] [I-26]',
    async () => {
      await story.travelTo(today.endsAt - BELL_WOUND_BEFORE_MS);
      await phone.command('session-count/set', { count: 3 });
      await eventually(() => expect(laptop.heard('session_count_update')).toMatchObject([{ count: 3 }]));

      const told = { resetType: 'scheduled_daily', previousCount: 3, newCount: 0, localDate: dateAfter(today) };
      for (const device of [phone, laptop]) {
        await eventually(() => expect(device.heard('daily_reset')).toMatchObject([told]));
        await eventually(() =>
          expect(device.heard('session_count_update').at(-1)).toEqual({ count: 0, manualSessionOverride: null }),
        );
      }
      // The stranger's day ends as well, and theirs is all that they hear of.
      await eventually(() => expect(stranger.heard('daily_reset')).toMatchObject([{ previousCount: 0 }]));
      expect(stranger.heard('session_count_update').map(({ count }) => count)).toEqual([0]);
      expect(await resets()).toMatchObject([
        { ...told, resetTimestamp: toIso(today.endsAt), userTimezone: 'Asia/Tokyo', context: 'boundary' },
      ]);
      await eventually(async () =>
        expect(await statsOf(today)).toMatchObject({
          workSessionsCompleted: 0,
          totalWorkSeconds: 0,
          manualOverrides: 1,
          lengthSeconds: 24 * 3600,
          timezone: 'Asia/Tokyo',
          final: true,
        }),
      );
      const [closed, ...more] = (await eventsOf(story.database, person.userId, 'day')).filter(
        ({ type }) => type === 'DayClosed',
      );
      expect(closed?.occurredAt).toBe(today.endsAt);
      expect(closed?.recordedAt).toBeGreaterThanOrEqual(today.endsAt);
      expect(more).toEqual([]);
    },
    STORY_MS,
  );

  it(
    'goes through a running session: its seconds belong to two days, its count to the second [D7] [I-14]',
    async () => {
      await story.travelTo(today.endsAt - 10 * MINUTE);
      const endedAt = await complete(30 * 60);
      const startedAt = endedAt - 30 * MINUTE;

      await eventually(() => expect(phone.heard('daily_reset')).toMatchObject([{ previousCount: 0 }]));
      await eventually(() => expect(laptop.heard('session_count_update').at(-1)).toMatchObject({ count: 1 }));
      const tomorrow = dayFrom(dateAfter(today), tokyo);
      await eventually(async () => {
        expect(await statsOf(today)).toMatchObject({
          workSessionsCompleted: 0,
          totalWorkSeconds: Math.round((today.endsAt - startedAt) / SECOND),
          final: true,
        });
        expect(await statsOf(tomorrow)).toMatchObject({
          workSessionsCompleted: 1,
          totalWorkSeconds: Math.round((endedAt - today.endsAt) / SECOND),
          final: false,
        });
      });
    },
    STORY_MS,
  );
});

function dateAfter({ endsAt }: DayFrame): string {
  return dayAt(endsAt, tokyo).localDate;
}
