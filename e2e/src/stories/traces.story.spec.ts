import { dayAt, HOUR, SECOND, type DayRule } from '@tidemark/domain';

import type { Device } from '../kit/device';
import { eventsOf } from '../kit/event-store';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { canTravel } from '../kit/time-machine';
import { TraceCollector, type ToldSpan } from '../kit/trace-collector';

const STORY_MS = 60_000;
/** A bell that is wound so shortly before rings by itself. */
const BELL_WOUND_BEFORE_MS = 5 * SECOND;
const RING_WITHIN_MS = 30_000;
const tokyo: DayRule = { timezone: 'Asia/Tokyo', dailyResetTime: 'midnight' };

let collector: TraceCollector;
let story: StoryStack;
let person: Person;
let phone: Device;
let laptop: Device;

beforeAll(async () => {
  collector = await TraceCollector.listen();
  const settings = { TIDEMARK_TRACES_URL: collector.url, OTEL_BSP_SCHEDULE_DELAY: '100' };
  story = await startStory(
    { gateways: 2 },
    { ...settings, TIDEMARK_LOG_LEVEL: 'debug', TIDEMARK_SWEEP_SECONDS: '300' },
    { timeTravel: canTravel },
  );
  if (canTravel) await story.travelTo(dayAt(story.now(), tokyo).endsAt + 9 * HOUR);
  person = await Person.guest(story.addresses[0], 'Asia/Tokyo');
  phone = await person.connect('phone');
  laptop = await person.connect('laptop', { address: story.addresses[1] });
}, STACK_MS);
afterAll(async () => {
  person?.closeEverything();
  await story?.close();
  collector?.close();
}, STACK_MS);

const said = (spans: readonly ToldSpan[]) => spans.map(({ service, name }) => `${service}: ${name}`);

describe('one press on a socket', () => {
  it('is one trace from the socket to the commit, and on to everybody who hears of it [O3]', async () => {
    await phone.command(
      'timer/start',
      { task: { id: 'task-7', title: 'Call the dentist' } },
      { commandId: 'the-start' },
    );
    const events = await eventsOf(story.database, person.userId);
    const started = events.find(({ type }) => type === 'SessionStarted');
    // Whoever has an event finds its trace: it is named by the correlation id.
    const traceId = String(started?.correlationId).replaceAll('-', '');

    await eventually(() =>
      expect(said(collector.spansOf(traceId))).toEqual(
        expect.arrayContaining([
          'gateway: socket timer/start',
          'gateway: request tidemark.cmd.timer',
          'timer-service: answer tidemark.cmd.timer',
          'timer-service: append: timer',
          'timer-service: tell a fact: timer SessionStarted',
          'progress-service: apply a fact: daily-stats-timer',
          'gateway: hear a fact',
        ]),
      ),
    );
    await eventually(() => {
      const spans = collector.spansOf(traceId);
      const ids = new Set(spans.map(({ spanId }) => spanId));
      const orphans = spans.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? ''));
      expect(said(orphans)).toEqual(['gateway: socket timer/start']);
    });
    const lines = story.logLines().filter(({ entry }) => entry?.['commandId'] === 'the-start');
    expect(lines.map(({ entry }) => [entry?.['service'], entry?.['traceId']])).toEqual(
      expect.arrayContaining([
        ['gateway', traceId],
        ['timer-service', traceId],
      ]),
    );
    expect(laptop.timer?.status).toBe('running');
  });

  it('tells how it ended where it was refused [O3]', async () => {
    await phone.command('timer/resume', {}).catch(() => undefined);
    await eventually(() => {
      const refused = collector.spans.find(({ name }) => name === 'socket timer/resume');
      expect(refused?.attributes).toContainEqual({
        key: 'tidemark.outcome',
        value: { stringValue: 'timer/not-paused' },
      });
    });
  });
});

describe('a request over HTTP', () => {
  it('is a trace that its caller finds by the request id, down to the query [O3]', async () => {
    const requestId = '0195a3c4-1111-4222-8333-444455556666';
    await person.ask('GET', '/api/timer', { headers: { 'X-Request-Id': requestId } });
    await eventually(() =>
      expect(said(collector.spansOf(requestId.replaceAll('-', '')))).toEqual(
        expect.arrayContaining(['gateway: http timer/view', 'timer-service: answer tidemark.query.timer']),
      ),
    );
  });
});

(canTravel ? describe : describe.skip)('the end of a day', () => {
  it(
    'is one trace from the ring to the commit, linked to who wound the bell [O3]',
    async () => {
      await story.travelTo(dayAt(story.now(), tokyo).endsAt - BELL_WOUND_BEFORE_MS);
      await phone.command('session-count/set', { count: 3 });
      await eventually(() => {
        const rings = collector.spans.filter(({ name }) => name === 'ring: daily-resets');
        const ring = rings.find((each) => said(collector.below(each)).includes('timer-service: append: day'));
        expect(said(ring ? collector.below(ring) : [])).toEqual(
          expect.arrayContaining([
            'scheduler-service: request tidemark.task.close-days',
            'timer-service: answer tidemark.task.close-days',
          ]),
        );
        const wound = collector.spans.find(({ spanId }) => spanId === ring?.links?.[0]?.spanId);
        expect(wound?.name).toBe('wind: daily-resets');
      }, RING_WITHIN_MS);
    },
    STORY_MS,
  );
});

describe('what is sent to the collector', () => {
  it('says nothing about anybody: no user, no device, no word of a task [O3] [I-26]', () => {
    const everything = collector.texts.join('\n');
    expect(everything).toContain('append: timer');
    for (const secret of [person.userId, person.token, 'phone', 'task-7', 'dentist']) {
      expect(everything).not.toContain(secret);
    }
  });
});
