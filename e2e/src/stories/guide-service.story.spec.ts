import type { TimerView } from '@tidemark/domain';
import { Bus, FactConsumer, factsOfCategory, ServiceIdentity } from '@tidemark/messaging';

import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

describe('another service, as docs/guide/other-services.md tells it', () => {
  it('asks, commands and hears every fact once [I-04] [I-06]', async () => {
    const { userId } = await Person.guest(story.addresses[0]);
    const natsUrl = story.servers.nats.url;
    const secret = story.stack.environment['TIDEMARK_SERVICE_SECRET'] ?? '';

    // #region connect
    const identity = new ServiceIdentity('report-service', secret);
    const bus = await Bus.connect({ servers: natsUrl, name: 'report-service', identity });
    // #endregion

    // #region ask
    const reply = await bus.request<TimerView>('tidemark.query.timer', { name: 'timer/view', userId, data: {} });
    if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
    const { status } = reply.body;
    // #endregion
    expect(status).toBe('idle');

    // #region command
    const wish = { name: 'timer/start', userId, commandId: 'morning-of-2026-11-21', data: { durationSeconds: 600 } };
    const started = await bus.request<TimerView>('tidemark.cmd.timer', wish);
    // #endregion
    expect(started).toMatchObject({ ok: true, body: { status: 'running' } });
    expect(await bus.request('tidemark.cmd.timer', wish)).toEqual(started);

    // #region listen
    const sessions = new Map<string, string>();

    const consumer = new FactConsumer({
      bus,
      durable: 'report-service',
      filter: factsOfCategory('timer'),
      apply: async ({ eventId, type }) => void sessions.set(eventId, type),
      deadLetter: async ({ subject, error }) => console.error(`${subject} could not be applied`, error),
    });
    consumer.start();
    // #endregion
    await eventually(() => expect([...sessions.values()]).toEqual(['SessionStarted']));

    // #region stop
    await consumer.stop();
    await bus.close();
    // #endregion
  });
});
