import type { Device } from '../kit/device';
import { eventsOf, typesOf } from '../kit/event-store';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;
let person: Person;
let phone: Device;

beforeAll(async () => {
  story = await startStory({ timerServices: 2 });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
  phone = await person.connect('phone');
});
afterEach(() => person?.closeEverything());

const stored = async () => typesOf(await eventsOf(story.database, person.userId));

describe('a command whose key is repeated [T3] [I-06]', () => {
  it('over HTTP has one effect and the first answer, whatever happened since', async () => {
    const headers = { 'Idempotency-Key': 'press-1' };
    const first = await person.post('/api/timer/start', { durationSeconds: 600 }, headers);
    await person.post('/api/timer/pause');
    const again = await person.post('/api/timer/start', { durationSeconds: 600 }, headers);

    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await stored()).toEqual(['SessionStarted', 'SessionPaused']);
  });

  it('on the other surface is the same command', async () => {
    const first = await phone.command('timer/start', { durationSeconds: 600 }, { commandId: 'press-2' });
    const overHttp = await person.post('/api/timer/start', { durationSeconds: 600, commandId: 'press-2' });
    const inHeader = await person.post('/api/timer/start', { durationSeconds: 600 }, { 'Idempotency-Key': 'press-2' });

    const { ok: _, ...view } = first;
    expect([overHttp.body, inHeader.body]).toEqual([view, view]);
    expect(await stored()).toEqual(['SessionStarted']);
  });

  it('ten times at once has one effect and one answer', async () => {
    const presses = Array.from({ length: 10 }, () => phone.command('timer/skip', {}, { commandId: 'too-early' }));
    await phone.command('timer/start', {}, { commandId: 'start' });
    const acks = await Promise.all(presses);
    expect(new Set(acks.map((ack) => JSON.stringify(ack))).size).toBe(1);

    const starts = Array.from({ length: 10 }, () => person.post('/api/timer/stop', { commandId: 'stop-once' }));
    const answers = await Promise.all(starts);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await stored()).toEqual(['SessionStarted', 'SessionInterrupted']);
  });

  it('is refused again where it was refused, even if it would be welcome now', async () => {
    const refused = await person.post('/api/timer/pause', { commandId: 'too-soon' });
    expect([refused.status, refused.body.error?.code]).toEqual([409, 'timer/not-running']);
    await phone.command('timer/start');

    const again = await person.post('/api/timer/pause', { commandId: 'too-soon' });

    expect([again.status, again.body.error]).toEqual([409, refused.body.error]);
    expect(await phone.command('timer/pause', {}, { commandId: 'too-soon' })).toEqual({
      ok: false,
      error: refused.body.error,
    });
    expect(await stored()).toEqual(['SessionStarted']);
  });

  it('changes nothing again where it changed nothing', async () => {
    const first = await person.post('/api/timer/stop', { commandId: 'nothing-to-stop' });
    expect(first.body).toMatchObject({ status: 'idle', version: 0 });
    await phone.command('timer/start');

    const again = await person.post('/api/timer/stop', { commandId: 'nothing-to-stop' });

    expect(again.text).toBe(first.text);
    expect(await stored()).toEqual(['SessionStarted']);
  });

  it.each([
    ['with another body', 'timer/start', { durationSeconds: 601 }, undefined],
    ['with another name', 'timer/stop', {}, undefined],
    ['with another time', 'timer/start', { durationSeconds: 600 }, new Date().toISOString()],
  ])('%s is refused as reused', async (_, name, data, at) => {
    await phone.command('timer/start', { durationSeconds: 600 }, { commandId: 'mine' });

    const reused = await phone.command(name, data, { commandId: 'mine', ...(at !== undefined && { at }) });
    const overHttp = await person.post(`/api/${name}`, { ...data, commandId: 'mine', ...(at !== undefined && { at }) });

    expect(reused).toMatchObject({ ok: false, error: { code: 'request/key-reused' } });
    expect([overHttp.status, overHttp.body.error?.code]).toEqual([409, 'request/key-reused']);
    expect(await stored()).toEqual(['SessionStarted']);
  });

  it('by another person is another command', async () => {
    await phone.command('timer/start', { durationSeconds: 600 }, { commandId: 'shared' });
    const other = await Person.guest(story.addresses[0]);

    const { status, body } = await other.post('/api/timer/start', { durationSeconds: 60, commandId: 'shared' });

    expect([status, body.durationSeconds]).toEqual([200, 60]);
  });
});
