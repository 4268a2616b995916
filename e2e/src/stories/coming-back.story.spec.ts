import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;
let person: Person;
let phone: Device;
let laptop: Device;

beforeAll(async () => {
  story = await startStory({ gateways: 2 });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
  phone = await person.connect('phone');
  laptop = await person.connect('laptop', { address: story.addresses[1] });
  await phone.command('timer/start', { durationSeconds: 600 });
  await eventually(() => expect(laptop.timer?.status).toBe('running'));
});
afterEach(() => person?.closeEverything());

describe('a device that was away', () => {
  it('is told what it missed, and nothing else', async () => {
    const changesBefore = laptop.news('timer').length;
    laptop.close();
    await phone.command('timer/pause');
    const { revision } = await phone.command('timer/resume');

    const snapshot = await laptop.online();

    expect(snapshot).toMatchObject({ timer: { status: 'running', revision }, revisions: { timer: revision } });
    await phone.command('timer/task', { task: { id: 't', title: 'After' } });
    await eventually(() =>
      expect(
        laptop
          .news('timer')
          .slice(changesBefore)
          .map(({ event }) => event?.type),
      ).toEqual(['TaskSelected']),
    );
  });

  it('that missed nothing is told only how far everybody is', async () => {
    laptop.close();
    const snapshot = await laptop.online();
    expect(snapshot).toMatchObject({ timer: null, revisions: laptop.revisions });
    expect(laptop.timer?.status).toBe('running');
  });

  it('with an empty memory is told everything', async () => {
    const tablet = await person.connect('tablet');
    expect(tablet.timer).toMatchObject({ status: 'running', durationSeconds: 600 });
  });

  it('hears by a heartbeat what it missed, and only then [T8]', async () => {
    const known = phone.revisions;
    const nothing = await phone.heartbeat({ revisions: known });
    expect(nothing).toMatchObject({ ok: true, revisions: known, missed: {} });

    const { revision } = await laptop.command('timer/pause');
    const missed = await phone.heartbeat({ revisions: known });
    expect(missed).toMatchObject({ ok: true, revisions: { timer: revision } });
    expect(missed['missed']).toMatchObject({ timer: { status: 'paused', revision } });

    const overHttp = await person.post('/api/heartbeat', { deviceId: 'watch', revisions: known });
    expect(overHttp.body['missed']).toMatchObject({ timer: { status: 'paused', revision } });
  });

  it('sees its own commands at once, on whatever gateway it asks [I-21]', async () => {
    const { revision = 0 } = await laptop.command('timer/pause');
    for (const address of story.addresses) {
      const { body } = await person.ask('GET', '/api/timer', {}, address);
      expect(body).toMatchObject({ status: 'paused', revision });
    }
  });
});

describe('a sign of life [T8]', () => {
  it('moves lastActiveAt and appends nothing', async () => {
    const before = (await person.get('/api/timer')).body;
    await phone.heartbeat();
    await eventually(async () => {
      const { body } = await person.get('/api/timer');
      expect(Date.parse(body.lastActiveAt ?? '')).toBeGreaterThan(Date.parse(before.lastActiveAt ?? ''));
      expect(body.version).toBe(before.version);
    });
  });

  it('tells the time [S5]', async () => {
    const { ok, serverTime } = await phone.say('time');
    expect([ok, Number.isNaN(Date.parse(String(serverTime)))]).toEqual([true, false]);
  });
});
