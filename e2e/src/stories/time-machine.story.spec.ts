import { HOUR, MINUTE } from '@tidemark/domain';

import { eventsOf, typesOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';

const DAY_MS = 24 * HOUR;

(canTravel ? describe : describe.skip)('a stack that travels in time', () => {
  let story: StoryStack;
  let person: Person;

  beforeAll(async () => {
    story = await startStory({ gateways: 2, timerServices: 2 }, {}, { timeTravel: true });
  }, STACK_MS);
  afterAll(() => story?.close(), STACK_MS);

  beforeEach(async () => {
    person = await Person.guest(story.addresses[0]);
  });
  afterEach(() => person?.closeEverything());

  it('completes a session of 25 minutes in no time, exactly at its end, on all devices [T5] [I-12]', async () => {
    const phone = await person.connect('phone');
    const laptop = await person.connect('laptop', { address: story.addresses[1] });
    const { sessionId, endsAt } = await phone.command('timer/start');
    const endsAtMs = Date.parse(endsAt ?? '');
    await story.travelTo(endsAtMs - MINUTE);
    expect(phone.timer).toMatchObject({ status: 'running', sessionId });

    await story.travelTo(endsAtMs);

    for (const device of [phone, laptop]) {
      await eventually(() => {
        const told = device.heard('changed').map(({ event }) => [event?.type, event?.at]);
        expect(told).toContainEqual(['SessionCompleted', endsAt]);
        expect(device.timer).toMatchObject({ lastSession: { ended: 'completed', endedAt: endsAt } });
      });
      expect(device.connections).toBe(1);
    }
    const events = await eventsOf(story.database, person.userId);
    const completions = events.filter(({ type }) => type === 'SessionCompleted');
    expect(completions).toMatchObject([{ occurredAt: endsAtMs, data: { sessionId } }]);
    expect(completions[0]?.recordedAt).toBeGreaterThanOrEqual(endsAtMs);
  });

  it('abandons a session that was paused for a day [T7]', async () => {
    const phone = await person.connect('phone');
    await phone.command('timer/start');
    await phone.command('timer/pause');
    await story.travel(DAY_MS - MINUTE);
    expect(typesOf(await eventsOf(story.database, person.userId))).toEqual(['SessionStarted', 'SessionPaused']);

    await story.travel(MINUTE);

    await eventually(() => expect(phone.timer).toMatchObject({ status: 'idle', lastSession: { ended: 'abandoned' } }));
  });

  it('has every clock that counts a month ahead, and the tokens of today are still good', async () => {
    const phone = await person.connect('phone');
    await phone.command('timer/start');
    await story.travel(30 * DAY_MS);

    const beat = await phone.heartbeat();
    const { body } = await person.get('/api/timer');

    for (const serverTime of [beat['serverTime'], body.serverTime]) {
      expect(Math.abs(Date.parse(String(serverTime)) - story.now())).toBeLessThan(MINUTE);
    }
    expect(phone.connections).toBe(1);
  });
});
