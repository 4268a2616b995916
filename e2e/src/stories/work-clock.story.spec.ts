import { dayAt, HOUR, MINUTE, SECOND, toIso, type DayFrame, type DayRule, type EntryView } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';

import { startDayStory } from '../kit/day-story';
import type { Device } from '../kit/device';
import { eventsOf, typesOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import type { Body } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const STORY_MS = 60_000;
const ENTRIES = '/api/session/entries';
const berlin: DayRule = { timezone: 'Europe/Berlin', dailyResetTime: 'midnight' };

interface Item {
  readonly [bucket: string]: number;
}

(canTravel ? describe : describe.skip)('the work clock', () => {
  let story: StoryStack;
  let person: Person;
  let phone: Device;
  let laptop: Device;
  let stranger: Person;
  let strangersPhone: Device;
  let today: DayFrame;

  beforeAll(async () => {
    story = await startDayStory();
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);

  beforeEach(async () => {
    // The morning after, so that a story has a whole day before it.
    await story.travelTo(dayAt(story.now(), berlin).endsAt + 9 * HOUR);
    today = dayAt(story.now(), berlin);
    person = await Person.guest(story.addresses[0], 'Europe/Berlin');
    phone = await person.connect('phone');
    laptop = await person.connect('laptop', { address: story.addresses[1] });
    stranger = await Person.guest(story.addresses[0], 'Europe/Berlin');
    strangersPhone = await stranger.connect('phone');
  }, STORY_MS);
  afterEach(() => {
    person?.closeEverything();
    stranger?.closeEverything();
  });

  const entriesIn = (body: Body) => body['entries'] as readonly EntryView[];
  const typesIn = (body: Body) => entriesIn(body).map(({ type }) => type);
  const session = async (date?: string) =>
    (await person.get(`/api/session${date === undefined ? '' : `?date=${date}`}`)).body;
  const correct = (id: string, body: object) => person.ask('PATCH', `${ENTRIES}/${id}`, { body });
  const events = () => eventsOf(story.database, person.userId, 'clock');
  const news = (device: Device) => device.news('session').map(({ event }) => event?.type);
  const days = async (): Promise<readonly Item[]> => {
    const to = dayAt(story.now(), berlin).localDate;
    return (await person.get(`/api/stats/daily?from=${today.localDate}&to=${to}`)).body['items'] as Item[];
  };
  const timeline = async (): Promise<{ kinds: string[]; edits: unknown }> => {
    const { body } = await person.get(`/api/timeline?date=${today.localDate}`);
    const kinds = (body['intervals'] as { kind: string }[]).map(({ kind }) => kind);
    // Where nobody was present for a part of it, the same kind comes in two pieces.
    return { kinds: kinds.filter((kind, index) => kind !== kinds[index - 1]), edits: body['edits'] };
  };
  /** Comes to work, and leaves after this while. */
  const work = async (durationMs: number): Promise<readonly EntryView[]> => {
    await phone.command('session/clock-in');
    await story.travel(durationMs);
    return entriesIn(await laptop.command('session/clock-out'));
  };

  it(
    'is started on the phone and stopped on the laptop, and nobody else hears of it [C1] [G1] [I-26]',
    async () => {
      const came = await phone.command('session/clock-in', {}, { commandId: 'came' });
      await story.travel(90 * MINUTE);
      const left = await laptop.command('session/clock-out', {}, { commandId: 'left' });

      expect(came).toMatchObject({ ok: true, currentStatus: 'IN', dailyStats: { isComplete: false } });
      expect(left).toMatchObject({
        ok: true,
        ...{ currentStatus: 'OUT', sessionStartTime: null, lastActiveDate: today.localDate },
        ...{ dailyStats: { totalWorkMinutes: 90, totalBreakMinutes: 0, isComplete: true } },
      });
      expect(entriesIn(left)).toMatchObject([
        { type: 'IN', time: '09:00' },
        { type: 'OUT', time: '10:30' },
      ]);
      for (const device of [phone, laptop]) {
        await eventually(() =>
          expect(device.news('session')).toMatchObject([
            { event: { type: 'ClockedIn' }, origin: { deviceId: 'phone', commandId: 'came' }, revision: came.revision },
            {
              event: { type: 'ClockedOut' },
              origin: { deviceId: 'laptop', commandId: 'left' },
              state: { currentStatus: 'OUT', entries: left['entries'], revision: left.revision },
            },
          ]),
        );
      }
      expect(strangersPhone.news('session')).toEqual([]);
      expect((await stranger.get('/api/session')).body).toMatchObject({ entries: [], version: 0 });
    },
    STORY_MS,
  );

  it(
    'is corrected the day after, and the day that was over with it [C3] [D7] [X1]',
    async () => {
      const [came, left] = await work(90 * MINUTE);
      const before = story.now();
      await story.travelTo(today.endsAt + 10 * HOUR);
      expect(await days()).toMatchObject([
        { final: true, totalClockedSeconds: expect.any(Number), correctedAt: null },
        {},
      ]);

      const timestamp = left!.timestamp + 30 * MINUTE;
      expect((await correct(left!.id, { timestamp })).status).toBe(200);

      const workedMs = timestamp - came!.timestamp;
      const [yesterday] = await days();
      expect(yesterday).toMatchObject({ totalClockedSeconds: Math.round(workedMs / SECOND), final: true });
      expect(yesterday).not.toMatchObject({ correctedAt: null });
      expect(await session(today.localDate)).toMatchObject({ dailyStats: { totalWorkMinutes: 120 } });
      expect(await timeline()).toMatchObject({
        kinds: ['untracked', 'clocked', 'untracked'],
        edits: [
          { type: 'DayRuleChanged' },
          {
            type: 'EntryCorrected',
            at: toIso(timestamp),
            data: { previous: { clockedAt: toIso(left!.timestamp) }, entry: { clockedAt: toIso(timestamp) } },
          },
        ],
      });
      const stood = (await person.get(`/api/state?at=${toIso(before)}`)).body['clock'];
      expect(stood).toMatchObject({ currentStatus: 'OUT', dailyStats: { totalWorkMinutes: 90 }, version: 2 });
      await eventually(() => expect(news(laptop)).toEqual(['ClockedIn', 'ClockedOut', 'EntryCorrected']));
    },
    STORY_MS,
  );

  it(
    'is split at the reset, so that each second belongs to one day [C4] [I-14]',
    async () => {
      await story.travelTo(today.endsAt - HOUR);
      const [came] = entriesIn(await phone.command('session/clock-in'));
      await story.travel(3 * HOUR);
      const shown = await laptop.command('session/clock-out');

      // Of the night, today has what is behind the reset.
      const [atReset, left] = entriesIn(shown);
      expect(atReset).toEqual({ ...came, timestamp: today.endsAt, time: '00:00' });
      const [beforeMs, afterMs] = [today.endsAt - came!.timestamp, left!.timestamp - today.endsAt];
      const minutesOf = (spanMs: number) => ({ dailyStats: { totalWorkMinutes: Math.floor(spanMs / MINUTE) } });
      expect([await session(today.localDate), shown]).toMatchObject([minutesOf(beforeMs), minutesOf(afterMs)]);
      expect(await days()).toMatchObject([
        { totalClockedSeconds: Math.round(beforeMs / SECOND), final: true, correctedAt: null },
        { totalClockedSeconds: Math.round(afterMs / SECOND), final: false },
      ]);
    },
    STORY_MS,
  );

  it(
    'asks for a clock-out that was forgotten, and invents none [C3]',
    async () => {
      await person.ask('PUT', '/api/session/threshold', { body: { thresholdHours: 4 } });
      const { sessionStartTime } = await phone.command('session/clock-in');
      await story.travel(4 * HOUR + MINUTE);
      await eventually(() => expect(news(laptop).at(-1)).toBe('ClockOutMissed'));
      const asked = { currentStatus: 'IN', forgottenClockOut: { since: sessionStartTime, thresholdHours: 4 } };
      expect(laptop.news('session').at(-1)?.state).toMatchObject(asked);
      const shown = await session();
      expect([shown, typesIn(shown)]).toMatchObject([asked, ['IN']]);

      const timestamp = Date.parse(sessionStartTime as string) + 3 * HOUR;
      await person.post(ENTRIES, { timestamp, type: 'OUT' });

      expect(await session()).toMatchObject({ currentStatus: 'OUT', forgottenClockOut: null });
      expect(await days()).toMatchObject([{ clockedSeconds: 3 * 3_600, totalClockedSeconds: 3 * 3_600 }]);
    },
    STORY_MS,
  );

  it(
    'and the timer account together for every second of a day, once [X2]',
    async () => {
      await phone.command('session/clock-in');
      await story.travel(20 * MINUTE);
      await phone.command('timer/start', { sessionType: 'work', durationSeconds: 1_500 });
      await story.travel(10 * MINUTE);
      await phone.command('timer/pause');
      await story.travel(5 * MINUTE);
      await phone.command('timer/stop');
      await story.travel(25 * MINUTE);
      await laptop.command('session/clock-out');
      await story.travelTo(today.endsAt + HOUR);

      const [day] = await days();
      const { totalWorkSeconds, totalBreakSeconds, pausedSeconds, clockedSeconds, untrackedSeconds } = day!;
      const sum = [totalWorkSeconds, totalBreakSeconds, pausedSeconds, clockedSeconds, untrackedSeconds];
      expect(sum.reduce((total = 0, seconds = 0) => total + seconds)).toBe(day!['lengthSeconds']);
      expect((await timeline()).kinds).toEqual(['untracked', 'clocked', 'work', 'paused', 'clocked', 'untracked']);
      expect(clockedSeconds).toBeGreaterThanOrEqual(45 * 60);
      expect(day!['totalClockedSeconds']).toBeGreaterThanOrEqual(60 * 60);
      const ops = await story.bus('ops');
      const proof = await ops.request(taskSubject('verify-ledger'), { userId: person.userId });
      expect(proof).toEqual({ ok: true, body: { checkedDays: 1, breaches: [] } });
    },
    STORY_MS,
  );

  it(
    'is still running after every timer-service was killed, and is stopped once [X5] [I-01] [I-02]',
    async () => {
      const came = await phone.command('session/clock-in');
      const killed = story.stack.services.filter(({ process }) => process.name.startsWith('timer-service'));
      await Promise.all(killed.map(({ process }) => process.kill()));
      const leaving = { commandId: 'leaving', at: toIso(story.now()) };
      await Promise.all(killed.map(({ process }) => process.ready()));
      for (const device of [laptop, laptop, phone]) {
        await eventually(async () =>
          expect(await device.command('session/clock-out', {}, leaving)).toMatchObject({
            ...{ ok: true, currentStatus: 'OUT', version: 2 },
            entries: [entriesIn(came)[0], { type: 'OUT', timestamp: Date.parse(leaving.at) }],
          }),
        );
      }
      expect(typesOf(await events())).toEqual(['ClockedIn', 'ClockedOut']);
    },
    STORY_MS,
  );
});
