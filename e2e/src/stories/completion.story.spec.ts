import { SECOND } from '@tidemark/domain';

import { eventsOf, typesOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

/** A completion is written within a second on a quiet machine; this one runs a whole stack and a test beside it. */
const LATE_MAX_MS = 5 * SECOND;
const MINUTE_MS = 60 * SECOND;

let story: StoryStack;
let person: Person;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
});
afterEach(() => person?.closeEverything());

const stored = () => eventsOf(story.database, person.userId);
const checkpoints = async () => {
  const { body } = await person.get('/api/timer/checkpoints');
  return body['items'] as { checkpointType: string; timestamp: string; version: number; remainingSeconds: number }[];
};
const ago = (durationMs: number) => new Date(Date.now() - durationMs).toISOString();

describe('a session whose owner closed everything', () => {
  it('is completed at its end, exactly, by nobody but the service [T5] [I-12]', async () => {
    const phone = await person.connect('phone');
    const { endsAt, sessionId } = await phone.command('timer/start', { durationSeconds: 2 });
    person.closeEverything();

    // Only the database is watched: nobody asks, so nobody but the service itself can have ended the session.
    const events = await eventually(async () => {
      const found = await stored();
      expect(typesOf(found)).toEqual(['SessionStarted', 'SessionCompleted', 'SessionStarted']);
      return found;
    });

    const completed = events[1];
    expect(completed).toMatchObject({ data: { sessionId, completedAt: endsAt } });
    expect(completed?.occurredAt).toBe(Date.parse(endsAt ?? ''));
    expect(completed?.recordedAt).toBeGreaterThanOrEqual(Date.parse(endsAt ?? ''));
    expect(completed?.recordedAt).toBeLessThan(Date.parse(endsAt ?? '') + LATE_MAX_MS);
  });

  it('is found completed by whoever comes back, and the break that began by itself is under way [T5] [T7]', async () => {
    const phone = await person.connect('phone');
    const { endsAt } = await phone.command('timer/start', { durationSeconds: 1, task: { id: 't', title: 'Sail' } });
    phone.close();
    await eventually(async () => expect(await stored()).toHaveLength(3));

    const snapshot = await phone.online();

    expect(snapshot.timer).toMatchObject({
      status: 'running',
      sessionType: 'short_break',
      startedAt: endsAt,
      durationSeconds: 300,
      task: { id: 't', title: 'Sail' },
      lastSession: { sessionType: 'work', ended: 'completed', endedAt: endsAt },
    });
    await eventually(async () =>
      expect(await checkpoints()).toEqual([
        expect.objectContaining({ checkpointType: 'SHORT_BREAK_STARTED', timestamp: endsAt, version: 3 }),
        expect.objectContaining({
          checkpointType: 'WORK_COMPLETED',
          timestamp: endsAt,
          version: 2,
          remainingSeconds: 0,
        }),
        expect.objectContaining({ checkpointType: 'WORK_STARTED', version: 1, remainingSeconds: 1, taskId: 't' }),
      ]),
    );
  });

  it('tells the devices that are there [G1]', async () => {
    const phone = await person.connect('phone');
    await phone.command('timer/start', { durationSeconds: 1 });
    await eventually(() =>
      expect(phone.news('timer').map(({ event, origin }) => [event?.type, origin?.commandId ?? null])).toEqual([
        ['SessionStarted', expect.any(String)],
        ['SessionCompleted', null],
        ['SessionStarted', null],
      ]),
    );
  });

  it('is followed by nothing that starts by itself when nobody was there [T5]', async () => {
    const endedAt = Date.now() - 4 * MINUTE_MS;
    const { body } = await person.post('/api/timer/start', {
      durationSeconds: 60,
      at: new Date(endedAt - MINUTE_MS).toISOString(),
    });
    expect(body).toMatchObject({ status: 'running', remainingSeconds: 0 });

    await eventually(async () => expect(typesOf(await stored())).toContain('SessionCompleted'));

    const { body: timer } = await person.get('/api/timer');
    expect(timer).toMatchObject({
      status: 'waiting',
      sessionType: 'short_break',
      remainingSeconds: 300,
      lastSession: { ended: 'completed', endedAt: new Date(endedAt).toISOString() },
    });
    const [latest] = await checkpoints();
    expect(latest).toMatchObject({ checkpointType: 'WORK_COMPLETED', timestamp: new Date(endedAt).toISOString() });
  });
});

describe('what a device did offline', () => {
  it('counts when it happened, not when it was told [T3]', async () => {
    const [startedAt, pausedAt] = [ago(10 * MINUTE_MS), ago(4 * MINUTE_MS)];
    const phone = await person.connect('phone');
    const started = await phone.command('timer/start', {}, { at: startedAt });
    const paused = await phone.command('timer/pause', {}, { at: pausedAt });

    expect(started).toMatchObject({ ok: true, status: 'running', startedAt });
    expect(paused).toMatchObject({ ok: true, status: 'paused', startedAt });
    const workedMs = Date.parse(pausedAt) - Date.parse(startedAt);
    expect(paused.remainingSeconds).toBe(Math.ceil((25 * MINUTE_MS - workedMs) / SECOND));
  });

  it.each([
    ['more than a day ago', -25 * 60 * MINUTE_MS],
    ['in the future', MINUTE_MS],
  ])('is refused when it is said to have been %s [T3]', async (_, offsetMs) => {
    const phone = await person.connect('phone');
    const refused = await phone.command('timer/start', {}, { at: ago(-offsetMs) });
    expect(refused).toMatchObject({ ok: false, error: { code: 'timer/at-out-of-range' } });
    expect(await stored()).toEqual([]);
  });

  it('is refused when it lies before what others did since [T3]', async () => {
    const phone = await person.connect('phone');
    await phone.command('timer/start');
    const refused = await phone.command('timer/pause', {}, { at: ago(MINUTE_MS) });
    expect(refused).toMatchObject({ ok: false, error: { code: 'timer/at-out-of-range', details: { version: 1 } } });
  });
});
