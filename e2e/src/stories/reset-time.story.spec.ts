import { SECOND, toIso, type DayFrame, type ResetTime } from '@tidemark/domain';

import { startDayStory, SWEPT_AFTER_MS } from '../kit/day-story';
import { dateAfter, daysByTemporal } from '../kit/days-by-temporal';
import { eventually } from '../kit/eventually';
import { breaches } from '../kit/invariants';
import { Journal } from '../kit/journal';
import { Person } from '../kit/person';
import { closedDaysOf, closingsOf, dayBreaches } from '../kit/reset-ledger';
import { STACK_MS, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const STORY_MS = 60_000;
const ZONE = 'Europe/Berlin';
const PATH = '/api/configuration/reset-time';

(canTravel ? describe : describe.skip)('ten seconds past noon in Berlin, the reset time is moved', () => {
  let story: StoryStack;
  const people: Person[] = [];
  let [yesterday, today, tomorrow, dayAfter] = ['', '', '', ''];

  beforeAll(async () => {
    story = await startDayStory();
    yesterday = dateAfter(toIso(story.now()).slice(0, 10));
    [today, tomorrow] = [dateAfter(yesterday), dateAfter(dateAfter(yesterday))];
    dayAfter = dateAfter(tomorrow);
    await story.travelTo(boundary(today, '12:00') + 10 * SECOND);
  }, STACK_MS);
  afterAll(async () => {
    for (const person of people) person.closeEverything();
    await story?.close();
  }, STACK_MS);

  const boundary = (localDate: string, dailyResetTime: ResetTime): number => frame(localDate, dailyResetTime).startsAt;
  const frame = (localDate: string, dailyResetTime: ResetTime): DayFrame => {
    const [days] = daysByTemporal([{ timezone: ZONE, dailyResetTime, from: localDate, to: localDate }]);
    if (!days?.[0]) throw new Error(`${ZONE} has no ${localDate}`);
    return days[0];
  };
  const move = async (person: Person, dailyResetTime: ResetTime) => {
    const { status, body } = await person.put(PATH, { dailyResetTime });
    expect(status).toBe(200);
    return body;
  };
  /** Somebody whose day begins at this time of the clock for as long as they live. */
  const somebody = async (dailyResetTime: ResetTime) => {
    const person = await Person.guest(story.addresses[0]);
    people.push(person);
    // In this order, because the first command begins a day by the rule that it brings.
    const { status } = await person.put('/api/configuration', { timezone: ZONE, dailyResetTime });
    expect(status).toBe(200);
    await person.put('/api/session-count', { count: 5 });
    return person;
  };

  describe.each<[from: ResetTime, open: string, moves: [to: ResetTime, why: string, date: string, ends: string][]]>([
    [
      '14:00',
      'yesterday',
      [
        ['11:59', 'just before now ends the day', 'today', 'tomorrow'],
        ['12:00', 'to now ends the day', 'today', 'tomorrow'],
        ['12:05', 'just after now lets the day go on until then', 'yesterday', 'today'],
        [{ hour: 13 }, 'to later lets the day go on until then', 'yesterday', 'today'],
        [{ hour: 14 }, 'to the same time in other words changes nothing', 'yesterday', 'today'],
        ['midnight', 'to the morning ends the day', 'today', 'tomorrow'],
      ],
    ],
    [
      'midnight',
      'today',
      [
        ['11:59', 'just before now makes the day longer', 'today', 'tomorrow'],
        ['12:00', 'to now makes the day longer', 'today', 'tomorrow'],
        ['12:05', 'just after now does not begin the same date again', 'today', 'tomorrow'],
        ['23:59', 'to later does not begin the same date again', 'today', 'tomorrow'],
      ],
    ],
  ])('from %p, while the day of %s is open', (from, open, moves) => {
    it.each(moves)(
      'to %p: %s [D6] [I-17] [I-18]',
      async (to, _, date, ends) => {
        const dates: Record<string, string> = { yesterday, today, tomorrow };
        const person = await somebody(from);
        const phone = await person.connect('phone');
        expect((await person.get('/api/session-count')).body).toMatchObject({ localDate: dates[open] });

        const moved = await move(person, to);

        const next = { dailyResetTime: to, nextResetAt: toIso(boundary(dates[ends] ?? '', to)) };
        expect(moved).toMatchObject(next);
        const isOver = date !== open;
        const reset = { resetType: 'configuration_change', previousCount: 5, newCount: 0, localDate: dates[date] };
        if (isOver) expect(moved).toMatchObject({ reset: { ...reset, context: 'rule_change' } });
        else expect(moved).not.toHaveProperty('reset');
        await eventually(() => expect(phone.heard('configuration_changed')).toMatchObject([next]));
        await eventually(() => expect(phone.heard('daily_reset')).toMatchObject(isOver ? [reset] : []));
        expect(phone.heard('timezone_changed')).toEqual([]);
        const count = { count: isOver ? 0 : 5, localDate: dates[date], nextResetAt: next.nextResetAt };
        expect((await person.get('/api/session-count')).body).toMatchObject(count);

        // Back and forth once more: a date that has begun is never begun again, and none is gone back to.
        for (const again of [from, to]) {
          const answer = await move(person, again);
          expect(answer).not.toHaveProperty('reset');
          const later = isOver || boundary(today, again) <= story.now() || open === 'today' ? tomorrow : today;
          expect(answer['nextResetAt']).toBe(toIso(boundary(later, again)));
        }
        expect((await person.get('/api/session-count')).body).toMatchObject(count);
      },
      STORY_MS,
    );
  });

  it.each<ResetTime>(['midnight', { hour: 0 }, { hour: 7 }, { hour: 23 }, '0:00', '7:05', '07:05', '23:59'])(
    'to %p, and the reset time comes back as it was given [D2]',
    async (dailyResetTime) => {
      const person = await somebody('12:30');
      const phone = await person.connect('phone');

      expect((await move(person, dailyResetTime))['dailyResetTime']).toEqual(dailyResetTime);

      expect((await person.get('/api/configuration')).body['dailyResetTime']).toEqual(dailyResetTime);
      await eventually(() => expect(phone.heard('configuration_changed')).toMatchObject([{ dailyResetTime }]));
      const laptop = await person.connect('laptop', { address: story.addresses[1] });
      expect(laptop.heard('snapshot')).toMatchObject([{ configuration: { dailyResetTime } }]);
    },
    STORY_MS,
  );

  it(
    'and whatever was moved, the days of everybody follow one another and end once [D4] [D6] [I-17] [I-18] [X2]',
    async () => {
      const soon = await somebody('14:00');
      await move(soon, '12:05');
      await story.travelTo(boundary(today, '12:05') + SWEPT_AFTER_MS);
      await eventually(async () =>
        expect(await closingsOf(story.database, soon.userId)).toMatchObject([
          { resetType: 'scheduled_daily', resetAt: boundary(today, '12:05'), localDate: today, previousCount: 5 },
        ]),
      );

      await story.travelTo(boundary(dayAfter, 'midnight') + SWEPT_AFTER_MS);

      await eventually(async () => {
        for (const { userId } of people) expect(await closedDaysOf(story.database, userId)).not.toEqual([]);
        expect(await breaches(story.database, new Journal())).toEqual([]);
        expect(await dayBreaches(story.database)).toEqual([]);
      });
    },
    STORY_MS,
  );
});
