import { eventsOf } from '../kit/event-store';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';

let story: StoryStack;
let person: Person;

beforeAll(async () => {
  story = await startStory({}, { TIDEMARK_LOG_LEVEL: 'debug' });
  person = await Person.guest(story.addresses[0]);
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

/** The entries of one service that tell of this command. */
const told = (service: string, commandId: string) =>
  story
    .logLines()
    .flatMap(({ entry }) => (entry?.['service'] === service && entry['commandId'] === commandId ? [entry] : []));

describe('one correlation id', () => {
  it('leads from the socket through the logs of both services to the event [O3]', async () => {
    const device = await person.connect('phone');
    await device.command('timer/start', {}, { commandId: 'the-start' });

    const [{ correlationId } = { correlationId: null }] = await eventsOf(story.database, person.userId);
    expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(told('gateway', 'the-start')).toMatchObject([{ correlationId, name: 'timer/start', deviceId: 'phone' }]);
    expect(told('timer-service', 'the-start')).toMatchObject([{ correlationId, outcome: 'done', version: 1 }]);
    device.close();
  });

  it('is the request id of a caller over HTTP, also where it is refused [O3]', async () => {
    await person.ask('POST', '/api/timer/resume', {
      body: { commandId: 'the-refusal' },
      headers: { 'X-Request-Id': 'asked-by-hand' },
    });
    expect(told('gateway', 'the-refusal')).toMatchObject([{ correlationId: 'asked-by-hand' }]);
    expect(told('timer-service', 'the-refusal')).toMatchObject([
      { correlationId: 'asked-by-hand', outcome: 'timer/not-paused' },
    ]);
  });

  it('comes without a user id that somebody could read [O3]', () => {
    expect(story.logLines().filter(({ text }) => text.includes(person.userId))).toEqual([]);
  });
});
