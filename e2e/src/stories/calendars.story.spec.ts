import { HOUR, MINUTE, SECOND, toIso, type DayFrame, type Instant, type ResetTime } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';

import { startDayStory, SWEPT_AFTER_MS } from '../kit/day-story';
import { daysByTemporal } from '../kit/days-by-temporal';
import { eventually } from '../kit/eventually';
import { breaches } from '../kit/invariants';
import { Journal } from '../kit/journal';
import { Person } from '../kit/person';
import { closedDaysOf, closingsOf, dayBreaches } from '../kit/reset-ledger';
import { STACK_MS, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const JOURNEY_MS = 90_000;
/** Nobody waits longer for 29 February, but in 2100. */
const DATES_SEARCHED = 4 * 366;
/** Acts this much before the end of a day, so that many others may act in the same moment. */
const ACTS_BEFORE_END_MS = 10 * MINUTE;
/** Much of that work is done in the next day then. */
const WORK_MS = 25 * MINUTE;

type Place = [timezone: string, dailyResetTime: ResetTime, odd: string, hours: number];

/** Which day to live through is found by the zone database of today: the next one of that date or of that length. */
const PLACES: [why: string, ...Place][] = [
  ['the last day of the year where it begins', 'Pacific/Kiritimati', 'midnight', '12-31', 24],
  ['the last day of the year where it ends last', 'Pacific/Niue', 'midnight', '12-31', 24],
  ['the last day of the year, that ends in the next', 'Asia/Kathmandu', '7:05', '12-31', 24],
  ['a leap day, after more than a year away', 'America/New_York', { hour: 4 }, '02-29', 24],
  ['an hour less', 'Europe/Berlin', 'midnight', 'length', 23],
  ['an hour more', 'Europe/Berlin', 'midnight', 'length', 25],
  ['a reset time in a gap', 'Europe/Berlin', '02:30', 'length', 23.5],
  ['a reset time in an overlap', 'Europe/Berlin', '02:30', 'length', 25],
  ['a midnight that does not exist', 'Africa/Cairo', 'midnight', 'length', 23],
  ['half past a midnight that does not exist', 'Africa/Cairo', '00:30', 'length', 23.5],
  ['a midnight that does not exist, in the south', 'America/Santiago', 'midnight', 'length', 23],
  ['a late evening that comes twice', 'America/Santiago', '23:30', 'length', 25],
  ['a midnight that comes twice', 'America/Havana', 'midnight', 'length', 25],
  ['half an hour less', 'Australia/Lord_Howe', 'midnight', 'length', 23.5],
  ['half an hour more', 'Australia/Lord_Howe', 'midnight', 'length', 24.5],
  ['a reset time in a gap of half an hour', 'Australia/Lord_Howe', '02:15', 'length', 23.75],
  ['a reset time in an overlap of half an hour', 'Australia/Lord_Howe', '01:45', 'length', 24.5],
  ['two hours less', 'Antarctica/Troll', 'midnight', 'length', 22],
  ['two hours more', 'Antarctica/Troll', 'midnight', 'length', 26],
];

const WORK = `
  SELECT work_ms::float8 AS "workMs" FROM progress.daily_session_stats
   WHERE user_id = $1 AND local_date BETWEEN $2 AND $3 ORDER BY local_date`;

/** Somebody who is there on the day before an odd day, on it, and on the day after, and nowhere between now and then. */
interface Life {
  readonly person: Person;
  /** Every day from the first. */
  readonly calendar: readonly DayFrame[];
  readonly lived: readonly [DayFrame, DayFrame, DayFrame];
  /** When they began to work. */
  readonly startedAt: Instant[];
}

(canTravel ? describe : describe.skip)('whoever lives through', () => {
  let story: StoryStack;
  const lives = new Map<string, Life>();

  beforeAll(async () => {
    story = await startDayStory();
  }, STACK_MS);
  beforeAll(async () => {
    const calendars = calendarsOf(PLACES, story.now());
    for (const [index, [why, timezone, dailyResetTime]] of PLACES.entries()) {
      const person = await Person.guest(story.addresses[index % story.addresses.length] ?? story.addresses[0]);
      expect((await person.put('/api/configuration', { timezone, dailyResetTime })).status).toBe(200);
      const calendar = calendars[index] ?? [];
      lives.set(why, { person, calendar, lived: oddDays(calendar, PLACES[index] ?? never()), startedAt: [] });
    }
    for (const instant of meetings([...lives.values()].flatMap(({ lived }) => lived))) {
      await story.travelTo(instant);
      await Promise.all([...lives.values()].map((life) => act(story, life, instant)));
    }
  }, JOURNEY_MS);
  afterAll(() => story?.close(), STACK_MS);

  it.each(PLACES)(
    '%s, in %s at %p, has every day once and as another calendar has it [D4] [D5] [I-14] [I-17] [F-39]',
    async (why, timezone, _, __, hours) => {
      const { person, calendar, lived, startedAt } = lives.get(why) ?? never();
      const [before, odd, after] = lived;
      expect(odd.endsAt - odd.startsAt).toBe(hours * HOUR);
      const closed = await closedDaysOf(story.database, person.userId);
      expect(closed).toContainEqual(odd);
      expect(closed).toEqual(calendar.slice(0, closed.length));
      const closings = await closingsOf(story.database, person.userId);
      const scheduled = { resetType: 'scheduled_daily', context: 'boundary', timezone, newCount: 0 };
      expect(closings.filter(({ resetAt }) => odd.startsAt <= resetAt && resetAt <= odd.endsAt)).toMatchObject([
        { ...scheduled, resetAt: odd.startsAt, localDate: odd.localDate, closed: [before] },
        { ...scheduled, resetAt: odd.endsAt, localDate: after.localDate, closed: [odd] },
      ]);
      const { body } = await person.get(`/api/stats/daily?from=${before.localDate}&to=${odd.localDate}`);
      expect(body['items']).toMatchObject(
        [before, odd].map(({ localDate, startsAt, endsAt }) => {
          const completedAt = startedAt.map((at) => at + WORK_MS).filter((at) => startsAt <= at && at < endsAt);
          const lengthSeconds = (endsAt - startsAt) / SECOND;
          return { date: localDate, timezone, lengthSeconds, workSessionsCompleted: completedAt.length, final: true };
        }),
      );
      const { rows } = await story.database.query(WORK, [person.userId, before.localDate, odd.localDate]);
      expect(rows).toEqual([before, odd].map((day) => ({ workMs: workWithin(day, startedAt) })));
    },
  );

  it('any of these has no day doubled, lost, or told differently in the statistics [D7] [I-18] [I-19] [X2]', async () => {
    await eventually(async () => {
      expect(await breaches(story.database, new Journal())).toEqual([]);
      expect(await dayBreaches(story.database)).toEqual([]);
    });
    const auditor = await story.bus('ops');
    for (const { person } of lives.values()) {
      const { userId } = person;
      const audit = await auditor.request(taskSubject('verify-ledger'), { userId });
      // Whoever rests is caught up when somebody looks, and an auditor does.
      const checkedDays = (await closedDaysOf(story.database, userId)).length;
      expect(audit).toEqual({ ok: true, body: { checkedDays, breaches: [] } });
    }
  });
});

/** Begins to work. Whoever was there the day before is reset without doing anything. */
async function act({ database }: StoryStack, { person, lived, startedAt }: Life, instant: Instant): Promise<void> {
  const today = lived.findIndex((day) => isWithin(day, instant));
  if (today < 0) return;
  const yesterday = lived[today - 1]?.localDate;
  if (yesterday !== undefined) {
    await eventually(async () => {
      const closed = await closedDaysOf(database, person.userId);
      expect(closed.at(-1)?.localDate).toBe(yesterday);
    });
  }
  const wish = { sessionType: 'work', durationSeconds: WORK_MS / SECOND, replace: true };
  const { endsAt } = (await person.post('/api/timer/start', wish)).body;
  startedAt.push(Date.parse(endsAt ?? '') - WORK_MS);
}

/** To the millisecond. */
function workWithin({ startsAt, endsAt }: DayFrame, startedAt: readonly Instant[]): number {
  const pieces = startedAt.map((at) => Math.min(at + WORK_MS, endsAt) - Math.max(at, startsAt));
  return pieces.reduce((sum, piece) => sum + Math.max(0, piece), 0);
}

/** As few instants as will do, so that everybody is there once in each of their days. */
function meetings(days: readonly DayFrame[]): readonly Instant[] {
  const instants: Instant[] = [];
  for (const day of [...days].sort((one, two) => one.endsAt - two.endsAt)) {
    if (!instants.some((instant) => isWithin(day, instant))) instants.push(day.endsAt - ACTS_BEFORE_END_MS);
  }
  return instants;
}

function isWithin({ startsAt, endsAt }: DayFrame, instant: Instant): boolean {
  return startsAt + SWEPT_AFTER_MS <= instant && instant < endsAt;
}

function calendarsOf(places: typeof PLACES, now: Instant): readonly (readonly DayFrame[])[] {
  const from = toIso(now - 24 * HOUR).slice(0, 10);
  const to = toIso(now + DATES_SEARCHED * 24 * HOUR).slice(0, 10);
  const asked = places.map(([, timezone, dailyResetTime]) => ({ timezone, dailyResetTime, from, to }));
  return daysByTemporal(asked).map((days) => days.filter(({ endsAt }) => endsAt > now));
}

/** The odd day, the day before it and the day after. */
function oddDays(calendar: readonly DayFrame[], [why, , , odd, hours]: (typeof PLACES)[number]): Life['lived'] {
  const isOdd = ({ localDate, startsAt, endsAt }: DayFrame) =>
    odd === 'length' ? endsAt - startsAt === hours * HOUR : localDate.endsWith(odd);
  // Not today or tomorrow, so that the day before it is lived from its beginning.
  const found = calendar.findIndex((day, place) => place >= 2 && isOdd(day));
  if (found < 0) throw new Error(`There is no such day any more: ${why}`);
  return calendar.slice(found - 1, found + 2) as unknown as Life['lived'];
}

function never(): never {
  throw new Error('Everybody has a place');
}
