import { Bus, FactConsumer, factsOfCategory, ServiceIdentity } from '@tidemark/messaging';
import { Refused, Tidemark } from '@tidemark/service-client';

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
    const tidemark = new Tidemark(bus);
    const { status } = await tidemark.ask('timer/view', userId, {});
    // #endregion
    expect(status).toBe('idle');

    // #region command
    const beside = { commandId: 'morning-of-2026-11-21' };
    const started = await tidemark.command('timer/start', userId, { durationSeconds: 600 }, beside);
    // #endregion
    expect(started).toMatchObject({ status: 'running', durationSeconds: 600 });
    expect(await tidemark.command('timer/start', userId, { durationSeconds: 600 }, beside)).toEqual(started);

    const codes: string[] = [];
    // #region refused
    try {
      await tidemark.command('timer/resume', userId, {});
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      codes.push(error.code);
    }
    // #endregion
    expect(codes).toEqual(['timer/not-paused']);

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
