import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;

beforeAll(async () => {
  story = await startStory({ gateways: 2 });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

/** Somebody with a secret in every field that takes one, and everything that anybody ever told them. */
async function withCanary(canary: string, address: string) {
  const person = await Person.guest(address);
  const devices = [
    await person.connect(`${canary}-phone`),
    await person.connect(`${canary}-laptop`, { address: story.addresses[1] ?? address }),
  ];
  return { canary, person, devices, heard: [] as string[] };
}

describe('two people on the same gateways [I-26]', () => {
  it('never receive a word of the other, whatever they do', async () => {
    const people = [
      await withCanary('canaryOfAda', story.addresses[0]),
      await withCanary('canaryOfBen', story.addresses[0]),
    ];

    const live = async ({ canary, person, devices: [phone, laptop], heard }: (typeof people)[number]) => {
      const task = { id: `${canary}-id`, title: `${canary} is here` };
      const acks = [
        await phone?.command('timer/start', { durationSeconds: 600, task }, { commandId: `${canary}-start` }),
        await laptop?.command('timer/start', { task }),
        await laptop?.command('timer/pause', {}, { commandId: `${canary}-pause` }),
        await phone?.heartbeat({ revisions: { timer: 0 } }),
      ];
      const answers = [
        await person.post('/api/timer/task', { task: { ...task, title: `${canary} again` } }),
        await person.get('/api/timer'),
        await person.get('/api/timer/checkpoints?limit=200'),
        await person.get('/api/me'),
        await person.get('/api/me/export'),
      ];
      heard.push(...acks.map((ack) => JSON.stringify(ack)), ...answers.map(({ text }) => text));
    };
    await Promise.all(people.map(live));
    for (const { devices } of people) {
      await eventually(() => devices.forEach((device) => expect(device.timer?.task?.title).toMatch(/again$/)));
    }

    for (const { canary, devices, heard } of people) {
      const everything = [...heard, ...devices.map(({ frames }) => JSON.stringify(frames))].join('\n');
      const others = people.filter((other) => other.canary !== canary);
      expect(everything).toContain(canary);
      for (const other of others) {
        expect(everything).not.toContain(other.canary);
        expect(everything).not.toContain(other.person.userId);
      }
    }
    people.forEach(({ person }) => person.closeEverything());
  });

  it('cannot be spoken for: whose timer it is says the token and nothing else [API1]', async () => {
    const [ada, ben] = [await Person.guest(story.addresses[0]), await Person.guest(story.addresses[0])];
    const phone = await ben.connect('phone');

    const overHttp = await ben.post('/api/timer/start', { userId: ada.userId });
    const onSocket = await phone.command('timer/start', { userId: ada.userId });
    const beside = await phone.say('command', { name: 'timer/start', commandId: 'x', userId: ada.userId, data: {} });

    expect([overHttp.status, overHttp.body.error?.code]).toEqual([400, 'request/invalid']);
    for (const ack of [onSocket, beside]) expect(ack).toMatchObject({ ok: false, error: { code: 'request/invalid' } });
    expect((await ada.get('/api/timer')).body).toMatchObject({ status: 'idle', version: 0 });
    ben.closeEverything();
  });

  it('who is erased is gone, and signed out everywhere', async () => {
    const ada = await Person.guest(story.addresses[0]);
    const phone = await ada.connect('phone');
    await phone.command('timer/start', { task: { id: 'x', title: 'Nobody shall know' } });

    const { status } = await ada.ask('DELETE', '/api/me');

    expect(status).toBe(204);
    await eventually(() => expect(phone.isConnected).toBe(false));
    await eventually(async () => expect((await ada.get('/api/timer')).status).toBe(401));
    const { rows } = await story.database.query<{ told: string }>(
      `SELECT coalesce(string_agg(data::text, ''), '') AS told FROM timer.events WHERE user_id = $1`,
      [ada.userId],
    );
    expect(rows[0]?.told).not.toContain('Nobody shall know');
    phone.close();
  });
});
