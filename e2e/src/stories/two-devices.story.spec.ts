import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { eventsOf, typesOf } from '../kit/event-store';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;
let person: Person;
let phone: Device;
let laptop: Device;

beforeAll(async () => {
  story = await startStory({ gateways: 2, timerServices: 2 });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
  phone = await person.connect('phone');
  laptop = await person.connect('laptop', { address: story.addresses[1] });
});
afterEach(() => person?.closeEverything());

/** Both devices have come to the same revision, and show the same. */
async function bothShow(revision: number | undefined) {
  await eventually(() => expect([phone.timer?.revision, laptop.timer?.revision]).toEqual([revision, revision]));
  const { serverTime: _, lastActiveAt: __, remainingSeconds: ___, ...shown } = phone.timer ?? {};
  expect(laptop.timer).toMatchObject(shown);
  return phone.timer;
}

describe('two devices of one person, on two gateways', () => {
  it('begin with the same snapshot [G1]', () => {
    expect(phone.heard('snapshot')).toHaveLength(1);
    expect(laptop.heard('snapshot')).toEqual([
      expect.objectContaining({ timer: expect.objectContaining({ status: 'idle', version: 0, revision: 0 }) }),
    ]);
  });

  it('see what the other started, and who it was [T1]', async () => {
    const ack = await phone.command('timer/start', { durationSeconds: 600 }, { commandId: 'first-start' });
    expect(ack).toMatchObject({ ok: true, status: 'running', sessionType: 'work', durationSeconds: 600, version: 1 });

    const seen = await bothShow(ack.revision);

    expect(seen).toMatchObject({ status: 'running', startedAt: ack.startedAt, endsAt: ack.endsAt });
    expect(laptop.news('timer')).toEqual([
      expect.objectContaining({
        kind: 'timer',
        revision: ack.revision,
        event: { type: 'SessionStarted', at: ack.startedAt },
        origin: { deviceId: 'phone', commandId: 'first-start' },
      }),
    ]);
  });

  it('see every other button too, in order [T3] [T10]', async () => {
    await phone.command('timer/start', { presetType: 'long' });
    await laptop.command('timer/pause');
    await phone.command('timer/resume');
    await laptop.command('timer/extend', { seconds: 90 });
    await person.post('/api/timer/task', { task: { id: 't-1', title: 'Write the story' } });
    await phone.command('timer/skip');
    const last = await laptop.command('timer/stop');

    await bothShow(last.revision);

    for (const device of [phone, laptop]) {
      expect(device.news('timer').map(({ event }) => event?.type)).toEqual([
        'SessionStarted',
        'SessionPaused',
        'SessionResumed',
        'SessionExtended',
        'TaskSelected',
        'SessionInterrupted',
        'SessionStarted',
        'SessionInterrupted',
      ]);
      const revisions = device.news('timer').map(({ revision }) => revision ?? 0);
      expect(revisions).toEqual([...new Set(revisions)].sort((left, right) => left - right));
    }
    const states = laptop.news('timer').map(({ state }) => state);
    expect(states[3]).toMatchObject({ status: 'running', durationSeconds: 50 * 60 + 90 });
    expect(states[6]).toMatchObject({ status: 'running', sessionType: 'short_break', durationSeconds: 600 });
    expect(states[7]).toMatchObject({ status: 'idle', task: { id: 't-1', title: 'Write the story' } });
  });

  it('that press at once have one winner, and both see what it did [T11]', async () => {
    const [ofPhone, ofLaptop] = await Promise.all([
      phone.command('timer/start', { durationSeconds: 100 }),
      laptop.command('timer/start', { durationSeconds: 200 }),
    ]);

    const [winner, loser] = ofPhone.ok ? [ofPhone, ofLaptop] : [ofLaptop, ofPhone];
    expect(winner).toMatchObject({ ok: true, status: 'running', version: 1 });
    expect(loser).toMatchObject({
      ok: false,
      error: {
        code: 'timer/already-running',
        details: { status: 'running', sessionId: winner.sessionId, durationSeconds: winner.durationSeconds },
      },
    });
    expect(await bothShow(winner.revision)).toMatchObject({ sessionId: winner.sessionId });
    expect(typesOf(await eventsOf(story.database, person.userId))).toEqual(['SessionStarted']);
  });

  it('that press ten buttons each at once still agree [T11]', async () => {
    await phone.command('timer/start', { durationSeconds: 600 });
    const presses = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 'timer/pause' : 'timer/resume'));
    const acks = await Promise.all(presses.flatMap((name) => [phone.command(name), laptop.command(name)]));

    const codes = acks.flatMap(({ ok, error }) => (ok ? [] : [error?.code]));
    // Which presses come in vain, and whether any pause is among them, is for the network to say.
    expect(codes.length).toBeGreaterThan(0);
    expect(['timer/not-running', 'timer/not-paused']).toEqual(expect.arrayContaining(codes));
    const newest = Math.max(...acks.map(({ revision }) => revision ?? 0));
    await bothShow(newest);
    const events = await eventsOf(story.database, person.userId);
    expect(events).toHaveLength(1 + acks.length - codes.length);
  });

  it('are told what is wrong with a stale press, with the state that explains it [T11]', async () => {
    const refused = await laptop.command('timer/pause');
    expect(refused).toMatchObject({ ok: false, error: { code: 'timer/not-running', details: { status: 'idle' } } });

    const overHttp = await person.post('/api/timer/resume');
    expect([overHttp.status, overHttp.body.error]).toEqual([
      409,
      expect.objectContaining({ code: 'timer/not-paused', details: expect.objectContaining({ status: 'idle' }) }),
    ]);
  });
});
