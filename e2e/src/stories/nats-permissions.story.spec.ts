import { randomUUID } from 'node:crypto';

import type { Fact } from '@tidemark/contracts';
import { Unavailable, type TimerView } from '@tidemark/domain';
import { Bus, FactConsumer, factListeners, factsOfCategory, keyOfService, ServiceIdentity } from '@tidemark/messaging';

import { tidemark } from '../kit/command-line';
import { eventually } from '../kit/eventually';
import { canGuardNats, GuardedNats } from '../kit/guarded-nats';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

const STRANGER = 'badge-service';
const STORY_MS = 60_000;
const ONE_TRY = { timeoutMs: 1_000, attempts: 1 };
/** The ops-service speaks as what it is, the operators' hand. */
const USERS = {
  gateway: 'gateway',
  'timer-service': '',
  'progress-service': '',
  'scheduler-service': '',
  'ops-service': 'ops',
};

(canGuardNats ? describe : describe.skip)('a bus on which each service has rights of its own', () => {
  let nats: GuardedNats;
  let story: StoryStack;
  let person: Person;
  let stranger: Bus;

  const secret = () => story.stack.environment['TIDEMARK_SERVICE_SECRET'] ?? '';

  beforeAll(async () => {
    nats = await GuardedNats.start();
    const urls = Object.entries(USERS).map(([name, user]) => [name, { TIDEMARK_NATS_URL: nats.urlOf(user || name) }]);
    const environmentOf = Object.fromEntries(urls) as Record<string, Record<string, string>>;
    story = await startStory({ opsServices: 1 }, {}, { environmentOf });
    person = await Person.guest(story.addresses[0]);
    const identity = new ServiceIdentity(STRANGER, keyOfService(STRANGER, secret()));
    stranger = await Bus.connect({ servers: nats.urlOf(STRANGER), name: STRANGER, identity });
  }, STACK_MS);
  afterAll(async () => {
    person?.closeEverything();
    await stranger?.close();
    await story?.close();
    await nats?.stop();
  }, STACK_MS);

  it(
    'carries everything that Tidemark does, and nobody asks for more than they have',
    async () => {
      const [phone, laptop] = [await person.connect('phone'), await person.connect('laptop')];
      await phone.command('timer/start', { sessionType: 'work', durationSeconds: 1 });
      await eventually(() => expect(laptop.timer?.status).not.toBe('running'));
      await person.post('/api/session', { status: 'IN' });
      await person.post('/api/progress/strength/complete', { week: 1, day: 1, completedAt: new Date().toISOString() });
      await eventually(async () => {
        const { body } = await person.get('/api/session-count');
        expect(body).toMatchObject({ count: 1 });
      });
      const { rows } = await story.database.query(`SELECT FROM scheduler.scheduled_tasks WHERE user_id = $1`, [
        person.userId,
      ]);
      expect(rows).toHaveLength(1);

      const because = ['--reason', 'a story'];
      const asked = [
        ['jobs'],
        ['verify'],
        ['projections'],
        ['why', `timer-${person.userId}/1`],
        ['replay', '--to-subject', 'tidemark.replay.again', '--user', person.userId, ...because],
        ['reset', 'run', 'UTC', '00:00', ...because],
      ];
      const operator = { ...story.stack.environment, TIDEMARK_NATS_URL: nats.urlOf('ops') };
      for (const words of asked) expect(await tidemark(operator, ...words)).toMatchObject({ exitCode: 0 });

      const leaver = await Person.guest(story.addresses[0]);
      await leaver.post('/api/timer/start', {});
      expect((await leaver.ask('DELETE', '/api/me')).status).toBeLessThan(300);
      expect(nats.refusals).toEqual([]);
    },
    STORY_MS,
  );

  it(
    'lets another service hear of timers, durably, and ask how one stands',
    async () => {
      const heard: Fact[] = [];
      const consumer = new FactConsumer({
        bus: stranger,
        durable: STRANGER,
        filter: factsOfCategory('timer'),
        apply: async (fact) => void heard.push(fact),
        deadLetter: async () => undefined,
      });
      consumer.start();
      await eventually(() => expect(heard.map(({ type }) => type)).toContain('SessionCompleted'));
      await consumer.stop();
      const question = { name: 'timer/view', userId: person.userId, data: {} };
      expect(await stranger.request<TimerView>('tidemark.query.timer', question)).toMatchObject({ ok: true });
    },
    STORY_MS,
  );

  const wish = () => ({ name: 'timer/start', userId: person.userId, commandId: randomUUID(), data: { replace: true } });
  /** What the server refuses is never answered; the log of the server says who it was. */
  const refused = async (subject: string, said: () => unknown) => {
    await said();
    await stranger.flush().catch(() => undefined);
    await eventually(() => expect(nats.refusals.filter((line) => line.includes(`"${subject}`))).not.toEqual([]));
  };

  it('keeps it from telling a fact that never happened', async () => {
    const subject = `tidemark.evt.timer.${person.userId}.SessionCompleted`;
    await refused(subject, () => stranger.publish(subject, '{}'));
  });

  it.each(['tidemark.cmd.timer', 'tidemark.task.close-days', 'tidemark.query.stats', 'tidemark.query.account'])(
    'keeps it from asking on %s',
    (subject) =>
      refused(subject, () => expect(stranger.request(subject, wish(), ONE_TRY)).rejects.toThrow(Unavailable)),
    STORY_MS,
  );

  it.each(['tidemark.evt.draft.>', 'tidemark.cmd.timer', '_INBOX.gateway.>', 'tidemark.gateway.kick', '$JS.>'])(
    'keeps it from hearing %s',
    (subject) => refused(subject, () => stranger.subscribe(subject, () => undefined)),
    STORY_MS,
  );

  it('keeps it from reading other facts under its own name', async () => {
    const greedy = '$JS.API.CONSUMER.CREATE.TIDEMARK.badge-service.tidemark.evt.draft.>';
    await refused(greedy, () => stranger.publish(greedy, '{}'));
    const hidden = {
      stream_name: 'TIDEMARK',
      config: { durable_name: STRANGER, filter_subject: 'tidemark.evt.draft.>' },
    };
    const allowed = '$JS.API.CONSUMER.CREATE.TIDEMARK.badge-service.tidemark.evt.timer.>';
    stranger.publish(allowed, JSON.stringify(hidden));
    await stranger.flush();
    const bus = await Bus.connect({
      servers: nats.urlOf('ops'),
      name: 'ops',
      identity: new ServiceIdentity('ops', secret()),
    });
    const listeners = await factListeners(bus);
    expect(listeners.find(({ durable }) => durable === STRANGER)?.filter).toBe('tidemark.evt.timer.>');
    await bus.close();
  });

  it('does not take it for somebody else, whatever name it signs with', async () => {
    const forger = await Bus.connect({
      servers: nats.urlOf('gateway'),
      name: 'gateway',
      identity: new ServiceIdentity('gateway', keyOfService(STRANGER, secret())),
    });
    const reply = await forger.request('tidemark.cmd.timer', wish());
    expect(reply).toMatchObject({ ok: false, error: { code: 'auth/forbidden' } });
    await forger.close();
  });
});
