import type { Bus } from '@tidemark/messaging';

import { eventsOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { factsOf, type KeptFact } from '../kit/fact-stream';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;
let person: Person;
let bus: Bus;

beforeAll(async () => {
  story = await startStory({ timerServices: 2 });
  bus = await story.bus('progress-service');
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
});

const said = (facts: readonly KeptFact[]) => facts.map(({ fact: { type, version } }) => [version, type]);

describe('facts on JetStream', () => {
  it('are all there, in order, under the id of their event, with what a listener needs [I-04]', async () => {
    await person.ask('POST', '/api/timer/start', {
      body: { durationSeconds: 60 },
      headers: { 'X-Device-Id': 'phone' },
    });
    await person.post('/api/timer/pause');
    await person.post('/api/timer/resume', { commandId: 'the-resume' });
    await person.post('/api/timer/skip');
    await person.post('/api/timer/stop');

    const facts = await eventually(async () => {
      const found = await factsOf(bus, 'timer', person.userId);
      expect(said(found)).toEqual([
        [1, 'SessionStarted'],
        [2, 'SessionPaused'],
        [3, 'SessionResumed'],
        [4, 'SessionInterrupted'],
        [5, 'SessionStarted'],
        [6, 'SessionInterrupted'],
      ]);
      return found;
    });

    const stored = await eventsOf(story.database, person.userId);
    expect(facts.map(({ messageId }) => messageId)).toEqual(stored.map(({ eventId }) => eventId));
    expect(facts.map(({ fact }) => fact.position)).toEqual(stored.map(({ position }) => position));
    expect(facts[0]?.fact).toMatchObject({
      userId: person.userId,
      deviceId: 'phone',
      schemaVersion: expect.any(Number),
    });
    expect(facts[2]).toMatchObject({
      subject: `tidemark.evt.timer.${person.userId}.SessionResumed`,
      fact: { commandId: 'the-resume', state: { status: 'running', version: 3 } },
    });
  });

  it('of checkpoints follow as they are made [T6]', async () => {
    await person.post('/api/timer/start', { durationSeconds: 1, task: { id: 't-9', title: 'Nine' } });

    await eventually(async () => {
      const checkpoints = await factsOf(bus, 'checkpoint', person.userId);
      expect(said(checkpoints)).toEqual([
        [1, 'WORK_STARTED'],
        [2, 'WORK_COMPLETED'],
        [3, 'SHORT_BREAK_STARTED'],
      ]);
      expect(checkpoints[0]?.fact.data).toMatchObject({ taskId: 't-9', remainingSeconds: 1, isPaused: false });
      expect(checkpoints[1]?.messageId).toBe(`${checkpoints[1]?.fact.eventId}.checkpoint`);
    });
  });
});

describe('another service, on the bus', () => {
  const command = (name: string, rest: object = {}) =>
    bus.request('tidemark.cmd.timer', { name, userId: person.userId, commandId: 'from-a-service', ...rest });
  const view = () => bus.request('tidemark.query.timer', { name: 'timer/view', userId: person.userId, data: {} });

  it('may ask and command in a person’s name, and the person’s devices see it', async () => {
    const phone = await person.connect('phone');
    const reply = await command('timer/start', { data: { durationSeconds: 120 }, deviceId: 'robot' });
    expect(reply).toMatchObject({ ok: true, body: { status: 'running', durationSeconds: 120 } });

    expect(await view()).toMatchObject({ ok: true, body: { status: 'running', version: 1 } });
    await eventually(() =>
      expect(phone.heard('changed')[0]?.origin).toEqual({ deviceId: 'robot', commandId: 'from-a-service' }),
    );
    expect(await command('timer/start', { data: { durationSeconds: 120 } })).toEqual(reply);
    phone.close();
  });

  it('is refused in the same words as everybody', async () => {
    expect(await command('timer/pause')).toMatchObject({
      ok: false,
      error: { status: 409, code: 'timer/not-running', details: { status: 'idle' } },
    });
    expect(await command('timer/start', { data: { durationSeconds: 'many' } })).toMatchObject({
      ok: false,
      error: { status: 400, code: 'request/invalid' },
    });
  });
});
