import { dayAt, HOUR, MINUTE, toIso, type DayFrame, type DayRule } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import { eraseTask } from '@tidemark/service-kit';

import { startDayStory } from '../kit/day-story';
import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const STORY_MS = 60_000;
/** So much may pass between two steps of a story on a busy machine. */
const STEP_SECONDS_MAX = 5;
const berlin: DayRule = { timezone: 'Europe/Berlin', dailyResetTime: 'midnight' };

interface Item {
  readonly date: string;
  readonly totalWorkSeconds: number;
  readonly totalBreakSeconds: number;
  readonly pausedSeconds: number;
  readonly clockedSeconds: number;
  readonly untrackedSeconds: number;
  readonly lengthSeconds: number;
  readonly workSessionsCompleted: number;
  readonly final: boolean;
  readonly correctedAt: string | null;
}

(canTravel ? describe : describe.skip)('what days came to', () => {
  let story: StoryStack;
  let person: Person;
  let phone: Device;
  let today: DayFrame;

  beforeAll(async () => {
    story = await startDayStory();
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);

  beforeEach(async () => {
    await story.travelTo(dayAt(story.now(), berlin).endsAt + 9 * HOUR);
    today = dayAt(story.now(), berlin);
    person = await Person.guest(story.addresses[0], 'Europe/Berlin');
    phone = await person.connect('phone');
  }, STORY_MS);
  afterEach(() => person?.closeEverything());

  const start = (durationSeconds: number) =>
    phone.command('timer/start', { sessionType: 'work', durationSeconds, replace: true });
  const days = async (): Promise<readonly Item[]> => {
    const to = dayAt(story.now(), berlin).localDate;
    return (await person.get(`/api/stats/daily?from=${today.localDate}&to=${to}`)).body['items'] as Item[];
  };
  const sumOf = (item: Item) =>
    item.totalWorkSeconds + item.totalBreakSeconds + item.pausedSeconds + item.clockedSeconds + item.untrackedSeconds;

  it(
    'adds up to the length of each day, and the proof finds nothing [X2]',
    async () => {
      await start(1500);
      await story.travel(10 * MINUTE);
      await phone.command('timer/pause');
      await story.travel(5 * MINUTE);
      await phone.command('timer/resume');
      await story.travel(3 * 24 * HOUR);

      const items = await days();
      expect(items.map(({ final }) => final)).toEqual([true, true, true, false]);
      for (const item of items) expect(sumOf(item)).toBe(item.lengthSeconds);
      expect(items[0]).toMatchObject({ workSessionsCompleted: 1, totalWorkSeconds: 1500 });
      expect(items[0]!.pausedSeconds).toBeGreaterThanOrEqual(300);

      const ops = await story.bus('ops');
      const proof = await ops.request(taskSubject('verify-ledger'), { userId: person.userId });
      expect(proof).toEqual({ ok: true, body: { checkedDays: 3, breaches: [] } });
    },
    STORY_MS,
  );

  it(
    'is there for whoever has just written it, and is the same piece by piece [D7] [X1]',
    async () => {
      await start(600);
      await story.travel(11 * MINUTE);
      expect((await days())[0]).toMatchObject({ workSessionsCompleted: 1, totalWorkSeconds: 600 });
      const { body } = await person.get(`/api/timeline?date=${today.localDate}`);
      const pieces = body['intervals'] as { kind: string; startsAt: string; endsAt: string; seconds: number }[];
      expect(pieces.at(0)?.startsAt).toBe(toIso(today.startsAt));
      expect(pieces.at(-1)?.endsAt).toBe(toIso(today.endsAt));
      pieces.slice(1).forEach((piece, index) => expect(piece.startsAt).toBe(pieces[index]?.endsAt));
      expect(pieces.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(body['lengthSeconds']);
      // A sign of life that came just after the start parts the work in two, of which the rest was unattended.
      const worked = pieces.filter(({ kind }) => kind === 'work');
      expect(worked.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(600);
      expect((await person.get('/api/timeline?date=2020-01-01')).status).toBe(404);
    },
    STORY_MS,
  );

  it(
    'is corrected when an earlier stop is told after the day was over [D4] [T11]',
    async () => {
      await story.travelTo(today.endsAt - HOUR);
      await start(2 * 3600);
      const stopAt = story.now() + 30 * MINUTE;
      await story.travelTo(today.endsAt + 30 * MINUTE);
      await phone.command('timer/stop');
      const [before] = await days();
      expect(before).toMatchObject({ final: true, correctedAt: null });
      expect(before!.totalWorkSeconds).toBeGreaterThan(3_500);

      await phone.command('timer/stop', {}, { at: toIso(stopAt) });

      const [after, tomorrow] = await days();
      expect(after!.correctedAt).not.toBeNull();
      expect(Math.abs(after!.totalWorkSeconds - 30 * 60)).toBeLessThanOrEqual(STEP_SECONDS_MAX);
      expect(tomorrow).toMatchObject({ totalWorkSeconds: 0, correctedAt: null });
    },
    STORY_MS,
  );

  it(
    'is nothing any more for somebody who is erased [I-28]',
    async () => {
      await start(600);
      await story.travel(11 * MINUTE);
      await days();
      const ops = await story.bus('gateway');
      const wish = { userId: person.userId, salt: 'a-salt' };
      expect(await ops.request(eraseTask('progress'), wish)).toMatchObject({ ok: true });
      await eventually(async () => {
        const sql = 'SELECT FROM progress.daily_session_stats WHERE user_id = $1';
        expect((await story.database.query(sql, [person.userId])).rowCount).toBe(0);
      });
    },
    STORY_MS,
  );
});
