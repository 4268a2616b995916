import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { Chance, seed } from '../kit/chance';
import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import type { Answer } from '../kit/http';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { brokenLanes, logsOf, shownBy, storedProgram, workoutsDone } from '../kit/training';

const PATH = '/api/progress/plan/bulk-sync';
const FAULT_MS = 90_000;
const KILLS = 5;
const PEOPLE = 40;
/** Somewhere in here the service dies, with the bulk under way. */
const MOMENT_MS: readonly [number, number] = [0, 400];
const TRIES_MAX = 60;
const RETRY_PAUSE_MS = 250;
const CONVERGED_WITHIN_MS = 30_000;

const chance = new Chance(seed);
let story: StoryStack;
let person: Person;
let phone: Device;

beforeAll(async () => {
  story = await startStory();
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
  phone = await person.connect('phone');
});
afterEach(() => person?.closeEverything());

const stored = async () => storedProgram(story.database, person.userId, 'plan');
const send = (sessions: readonly object[], key: string, who = person) =>
  who.post(PATH, { sessions }, { 'Idempotency-Key': key });

/** As a queue on a device does it: the same again until there is an answer. */
async function sentUntilAnswered(sessions: readonly object[], key: string, who = person): Promise<Answer> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const answer = await send(sessions, key, who).catch(() => undefined);
    if (answer && answer.status !== 503) return answer;
    await pause(RETRY_PAUSE_MS);
  }
  throw new Error('Nobody ever answered.');
}

/** Writes so much of a request and hangs up, without waiting for any answer. */
function hangUpAfter(share: number, sessions: readonly object[], key: string): Promise<void> {
  const body = JSON.stringify({ sessions });
  const head = [
    `POST ${PATH} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${person.token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Idempotency-Key: ${key}`,
  ];
  const { port } = new URL(story.addresses[0]);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), 'localhost', () => {
      const sent = body.slice(0, Math.floor(body.length * share));
      socket.write(`${head.join('\r\n')}\r\n\r\n${sent}`, () => socket.destroy());
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}

/** The store holds each workout once, and the phone shows what stands there. */
async function isWhole(workouts: number): Promise<void> {
  expect(await brokenLanes(story.database)).toEqual([]);
  const { events, view } = await stored();
  expect(view.logs).toHaveLength(workouts);
  expect(events).toHaveLength(2 * workouts);
  expect((await person.get('/api/progress/plan')).body).toEqual(view);
  await eventually(() => expect(logsOf(shownBy(phone, 'plan'))).toEqual(view.logs), CONVERGED_WITHIN_MS);
}

describe(`500 workouts that were done offline, seed ${seed}`, () => {
  const sessions = workoutsDone(500);

  it('sent twice at once are taken once, and both are told the same [P1] [P4] [I-06] [I-22]', async () => {
    const [one, other] = await Promise.all([send(sessions, 'offline'), send(sessions, 'offline')]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(other.text).toBe(one.text);
    expect((one.body['results'] as { status: string }[]).every(({ status }) => status === 'applied')).toBe(true);
    expect((await send(sessions, 'offline')).text).toBe(one.text);
    await isWhole(500);
  });

  it('cut in the middle are not taken at all, and cut at the end at most once [P4] [I-01] [I-22]', async () => {
    await hangUpAfter(0.5, sessions, 'cut');
    expect((await stored()).events).toEqual([]);
    await hangUpAfter(1, sessions, 'cut');
    const { status, body } = await sentUntilAnswered(sessions, 'cut');
    expect([status, (body['results'] as object[]).length]).toEqual([200, 500]);
    await isWhole(500);
  });

  it('in another bundle under another key change nothing that is there [P4] [I-22]', async () => {
    await send(sessions.slice(0, 300), 'first-half');
    const { body } = await send(sessions, 'everything');
    const statuses = (body['results'] as { status: string }[]).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'unchanged')).toHaveLength(300);
    expect(statuses.filter((status) => status === 'applied')).toHaveLength(200);
    await isWhole(500);
  });

  it(
    'survive a progress-service that is killed over and over, each once [X5] [P4] [I-01] [F-04]',
    async () => {
      const { process } = story.service('progress-service');
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const part = sessions.slice(0, kill * 100);
        const answered = sentUntilAnswered(part, `bulk-${kill}`);
        await pause(chance.between(...MOMENT_MS));
        await process.kill();
        await process.ready();
        const first = await answered;
        expect(first.status).toBe(200);
        expect((await sentUntilAnswered(part, `bulk-${kill}`)).text).toBe(first.text);
      }
      await isWhole(500);
    },
    FAULT_MS,
  );

  it(
    'survive a NATS that is killed meanwhile, and every device shows them [P5] [F-23] [I-20]',
    async () => {
      const answered = sentUntilAnswered(sessions, 'through-an-outage');
      await pause(chance.between(...MOMENT_MS));
      await story.servers.nats.kill();
      await story.servers.nats.start();
      expect((await answered).status).toBe(200);
      await isWhole(500);
    },
    FAULT_MS,
  );
});

describe('many people who come back from a holiday at once', () => {
  it(
    'are all answered, and each has what they brought and nothing else [P1] [P3] [I-01]',
    async () => {
      const sessions = workoutsDone(500);
      const people = await Promise.all(Array.from({ length: PEOPLE }, () => Person.guest(story.addresses[0])));
      const answers = await Promise.all(people.map((who) => sentUntilAnswered(sessions, 'holiday', who)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      for (const { userId } of people) {
        const { events, view } = await storedProgram(story.database, userId, 'plan');
        expect([events.length, view.logs.length]).toEqual([1_000, 500]);
      }
      expect(await brokenLanes(story.database)).toEqual([]);
    },
    FAULT_MS,
  );
});

describe('while the progress-service is away', () => {
  it(
    'everything else goes on, and progress is there again with it [T8] [F-04]',
    async () => {
      const { process } = story.service('progress-service');
      await person.post('/api/progress/plan/complete', { week_number: 1, day_number: 1 });
      process.freeze();
      const laptop = await person.connect('laptop');
      expect(Object.keys(laptop.heard('snapshot')[0]?.revisions ?? {})).not.toContain('progress');
      expect(await phone.heartbeat({ revisions: { timer: 0, progress: 0 } })).toMatchObject({ ok: true, missed: {} });
      expect(await phone.command('timer/start')).toMatchObject({ ok: true, status: 'running' });
      process.thaw();
      await eventually(async () => {
        const beat = await phone.heartbeat({ revisions: { progress: 0 } });
        expect(beat).toMatchObject({ missed: { progress: [{ programId: 'plan', completed: true }] } });
      });
    },
    FAULT_MS,
  );
});

describe('a bulk of a thousand workouts as large as may be', () => {
  it('goes in one request and comes back in one answer, also on the other devices [P1] [P5]', async () => {
    const sessions = workoutsDone(1_000, { exercise_logs: [{ note: 'x'.repeat(590) }] });
    expect(JSON.stringify({ sessions }).length).toBeGreaterThan(700_000);
    const { status, body } = await send(sessions, 'large');
    expect([status, (body['results'] as object[]).length]).toEqual([200, 1_000]);
    const { view } = await stored();
    expect(view.logs).toHaveLength(1_000);
    await eventually(() => expect(logsOf(shownBy(phone, 'plan'))).toEqual(view.logs), CONVERGED_WITHIN_MS);

    const tooLarge = workoutsDone(1_000, { exercise_logs: [{ note: 'x'.repeat(800) }] });
    const refused = await send(tooLarge, 'too-large');
    expect([refused.status, refused.body.error?.code]).toEqual([413, 'request/too-large']);
  });

  it('may be wrong in every single workout, and is told so of each [P1]', async () => {
    const sessions = Array.from({ length: 1_000 }, (_, nth) => ({
      ...{ id: `workout-${nth}`, user_id: 'me', created_at: 'long ago', updated_at: 'yesterday', week_number: nth },
      ...{ day_number: 'Monday', intensity_rating: 'brutal', completed_at: 'then' },
    }));
    const { status, body } = await send(sessions, 'all-wrong');
    expect(status).toBe(200);
    const results = body['results'] as { status: string; error: { code: string } }[];
    expect(new Set(results.map((result) => `${result.status} ${result.error.code}`))).toEqual(
      new Set(['rejected request/invalid']),
    );
  });
});
