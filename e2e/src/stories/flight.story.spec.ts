import { HOUR, MINUTE, toIso, type DayFrame } from '@tidemark/domain';

import { startDayStory, SWEPT_AFTER_MS } from '../kit/day-story';
import { dateAfter, daysByTemporal } from '../kit/days-by-temporal';
import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { breaches } from '../kit/invariants';
import { Journal } from '../kit/journal';
import { Person } from '../kit/person';
import { closedDaysOf, dayBreaches } from '../kit/reset-ledger';
import { STACK_MS, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const STORY_MS = 60_000;
const [BERLIN, NEW_YORK] = ['Europe/Berlin', 'America/New_York'];
/** The earliest and the latest clock on earth: a day and an hour apart. */
const [KIRITIMATI, PAGO_PAGO] = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];

type Days = [DayFrame, DayFrame, DayFrame, DayFrame];

(canTravel ? describe : describe.skip)('a flight', () => {
  let story: StoryStack;
  let person: Person;
  let devices: readonly [Device, Device];

  beforeAll(async () => {
    story = await startDayStory();
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);
  afterEach(() => person?.closeEverything());

  /** The same four dates, the first of which has begun nowhere yet, as two places live them. */
  const daysIn = (...places: [string, string]): [Days, Days] => {
    const from = dateAfter(dateAfter(toIso(story.now()).slice(0, 10)));
    const to = dateAfter(dateAfter(dateAfter(from)));
    const asked = places.map((timezone) => ({ timezone, dailyResetTime: 'midnight', from, to }));
    return daysByTemporal(asked) as unknown as [Days, Days];
  };
  const settle = async (timezone: string) => {
    person = await Person.guest(story.addresses[0], timezone);
    const laptop = person.connect('laptop', { address: story.addresses[1] });
    devices = [await person.connect('phone'), await laptop];
  };
  const fly = async (timezone: string) => {
    const headers = { 'X-Device-Id': 'phone' };
    const { status, body } = await person.ask('PUT', '/api/configuration/timezone', { body: { timezone }, headers });
    expect(status).toBe(200);
    return body;
  };
  const everyDevice = (claim: (device: Device) => void) => eventually(() => devices.forEach(claim));
  const everythingAddsUp = () =>
    eventually(async () => {
      expect(await breaches(story.database, new Journal())).toEqual([]);
      expect(await dayBreaches(story.database)).toEqual([]);
    });

  it(
    'to New York after midnight keeps the day open; the way back ends it at once [D6] [D9] [I-17] [I-18]',
    async () => {
      const [home, abroad] = daysIn(BERLIN, NEW_YORK);
      await story.travelTo(home[0].startsAt + 10 * MINUTE);
      await settle(BERLIN);
      await devices[0].command('session-count/set', { count: 2 });

      // There it is still yesterday, and the date that has begun in Berlin ends with the next one of New York.
      const there = { timezone: NEW_YORK, nextResetAt: toIso(abroad[1].startsAt) };
      const left = await fly(NEW_YORK);
      expect(left).toMatchObject(there);
      expect(left).not.toHaveProperty('reset');
      await everyDevice((device) => {
        expect(device.heard('timezone_changed')).toEqual([there]);
        expect(device.heard('configuration_changed')).toMatchObject([there]);
      });

      // The same date begins once more, and nothing ends.
      await story.travelTo(abroad[0].startsAt + SWEPT_AFTER_MS);
      expect((await person.get('/api/session-count')).body).toMatchObject({ count: 2, localDate: home[0].localDate });
      await story.travelTo(abroad[1].startsAt + SWEPT_AFTER_MS);
      const reached = { resetType: 'scheduled_daily', previousCount: 2, newCount: 0, localDate: abroad[1].localDate };
      await everyDevice((device) => expect(device.heard('daily_reset')).toMatchObject([reached]));

      // Two in the morning in Berlin is eight in the evening of the day before in New York.
      await story.travelTo(home[2].startsAt + 2 * HOUR);
      await devices[0].command('session-count/set', { count: 4 });
      const back = { timezone: BERLIN, nextResetAt: toIso(home[2].endsAt) };
      const flown = { resetType: 'timezone_change', previousCount: 4, newCount: 0, localDate: home[2].localDate };
      const landed = await fly(BERLIN);
      const reset = {
        ...flown,
        userTimezone: BERLIN,
        localResetTime: '00:00',
        deviceId: 'phone',
        context: 'rule_change',
      };
      expect(landed).toMatchObject({ ...back, reset });
      const landedAt = Date.parse((landed['reset'] as { resetTimestamp: string }).resetTimestamp);
      expect(Math.abs(landedAt - story.now())).toBeLessThan(MINUTE);
      await everyDevice((device) => {
        expect(device.heard('timezone_changed')).toEqual([there, back]);
        expect(device.heard('configuration_changed')).toMatchObject([there, back]);
        expect(device.heard('daily_reset')).toMatchObject([reached, { ...flown, nextResetAt: back.nextResetAt }]);
        expect(device.heard('session_count_update').at(-1)).toEqual({ count: 0, manualSessionOverride: null });
      });

      await story.travelTo(home[2].endsAt + SWEPT_AFTER_MS);
      await everyDevice((device) =>
        expect(device.heard('daily_reset')).toMatchObject([reached, flown, { localDate: home[3].localDate }]),
      );
      const lived = [
        { ...home[0], endsAt: abroad[1].startsAt },
        { ...abroad[1], endsAt: landedAt },
        { ...home[2], startsAt: landedAt },
      ];
      expect(await closedDaysOf(story.database, person.userId)).toEqual(lived);
      await everythingAddsUp();
      const { body } = await person.get(`/api/stats/daily?from=${home[0].localDate}&to=${home[3].localDate}`);
      expect(body['items']).toMatchObject([
        ...lived.map(({ localDate, startsAt, endsAt }) => ({
          date: localDate,
          lengthSeconds: Math.round((endsAt - startsAt) / 1_000),
          final: true,
        })),
        { date: home[3].localDate, timezone: BERLIN, lengthSeconds: (home[3].endsAt - home[3].startsAt) / 1_000 },
      ]);
    },
    STORY_MS,
  );

  it(
    'over the date line and back, again and again, brings no date twice [D6] [I-17] [I-18]',
    async () => {
      const [east, west] = daysIn(KIRITIMATI, PAGO_PAGO);
      await story.travelTo(east[0].startsAt + 5 * MINUTE);
      await settle(KIRITIMATI);
      await devices[0].command('session-count/set', { count: 7 });

      for (const [place, next] of [
        [PAGO_PAGO, west[1]],
        [KIRITIMATI, east[1]],
        [PAGO_PAGO, west[1]],
      ] as const) {
        const answer = await fly(place);
        expect(answer).toMatchObject({ timezone: place, nextResetAt: toIso(next.startsAt) });
        expect(answer).not.toHaveProperty('reset');
      }
      // 49 hours of one date.
      await story.travelTo(west[1].startsAt + SWEPT_AFTER_MS);
      const first = { resetType: 'scheduled_daily', previousCount: 7, localDate: west[1].localDate };
      await everyDevice((device) => expect(device.heard('daily_reset')).toMatchObject([first]));

      // One in the morning of the date after that, in the east; each way once more costs nothing.
      const second = { resetType: 'timezone_change', localDate: east[2].localDate };
      expect(await fly(KIRITIMATI)).toMatchObject({ reset: second, nextResetAt: toIso(east[3].startsAt) });
      for (const place of [PAGO_PAGO, KIRITIMATI, PAGO_PAGO]) expect(await fly(place)).not.toHaveProperty('reset');
      await story.travelTo(west[3].startsAt + SWEPT_AFTER_MS);
      const third = { resetType: 'scheduled_daily', localDate: west[3].localDate };
      await everyDevice((device) => expect(device.heard('daily_reset')).toMatchObject([first, second, third]));
      const lived = await closedDaysOf(story.database, person.userId);
      expect(lived.map(({ localDate }) => localDate)).toEqual(east.slice(0, 3).map(({ localDate }) => localDate));
      expect(lived[0]).toEqual({ ...east[0], endsAt: west[1].startsAt });
      await everythingAddsUp();
    },
    STORY_MS,
  );

  it(
    'from the last evening on earth to the first morning leaves out the date between [D6] [I-18]',
    async () => {
      const [east, west] = daysIn(KIRITIMATI, PAGO_PAGO);
      await story.travelTo(west[0].endsAt - 55 * MINUTE);
      await settle(PAGO_PAGO);

      const { reset } = await fly(KIRITIMATI);

      expect(reset).toMatchObject({ resetType: 'timezone_change', localDate: east[2].localDate });
      const { resetTimestamp } = reset as { resetTimestamp: string };
      await everyDevice((device) =>
        expect(device.heard('daily_reset')).toMatchObject([{ localDate: east[2].localDate }]),
      );
      await story.travelTo(east[2].endsAt + SWEPT_AFTER_MS);
      await eventually(async () =>
        expect(await closedDaysOf(story.database, person.userId)).toEqual([
          { ...west[0], endsAt: Date.parse(resetTimestamp) },
          { ...east[2], startsAt: Date.parse(resetTimestamp) },
        ]),
      );
      await everythingAddsUp();
    },
    STORY_MS,
  );
});
