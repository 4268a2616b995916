import type { Device } from '../kit/device';
import { eventually } from '../kit/eventually';
import { Person } from '../kit/person';
import { STACK_MS, startStory, type StoryStack } from '../kit/story-stack';
import { logsOf, shownBy, storedProgram } from '../kit/training';

const PROGRAM = '/api/progress/strong_12-weeks';
const programId = 'strong_12-weeks';
const first = { week_number: 1, day_number: 1 };

let story: StoryStack;
let person: Person;
let phone: Device;
let laptop: Device;

beforeAll(async () => {
  story = await startStory({ gateways: 2, progressServices: 2 });
}, STACK_MS);
afterAll(() => story?.close(), STACK_MS);

beforeEach(async () => {
  person = await Person.guest(story.addresses[0]);
  phone = await person.connect('phone');
  laptop = await person.connect('laptop', { address: story.addresses[1] });
});
afterEach(() => person?.closeEverything());

const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as object;
const kinds = (device: Device) => device.heard('changed').filter(({ kind }) => kind === 'progress');
const viewOf = async (who = person) => (await who.get(PROGRAM)).body;

describe('a training program', () => {
  it('of which nothing was ever said is empty, and belongs to whoever asks [P1] [P3]', async () => {
    expect(await person.get(PROGRAM)).toMatchObject({ status: 200, body: { programId, logs: [], revision: 0 } });
    expect((await person.get(`${PROGRAM}/week/4`)).body).toEqual({ programId, logs: [], revision: 0 });
  });

  it('takes each wish over HTTP and over a socket, and shows both the same [P1] [P2]', async () => {
    const done = await person.post(`${PROGRAM}/complete`, {
      ...{ ...first, completed_at: '2026-01-04T18:00:00+01:00', intensity_rating: 'easy' },
      scheduled_date: '2026-01-04',
    });
    expect(done).toMatchObject({
      status: 200,
      body: {
        ...{ ...first, programId, completed: true, completed_at: '2026-01-04T17:00:00.000Z', exercise_logs: [] },
        feedback: { intensityRating: 'easy', scheduledDate: '2026-01-04' },
      },
    });
    const exercise_logs = [{ name: 'Squat', sets: [{ reps: 5, kg: 102.5 }], toString: 'kept' }];
    const logged = await phone.command('progress/exercises', { programId, ...first, exercise_logs });
    expect(logged).toMatchObject({ ok: true, exercise_logs, completed: true });
    await laptop.command('progress/intensity', { programId, ...first, intensity_rating: 'hard' });
    await person.post(`${PROGRAM}/schedule`, { week_number: 2, day_number: 3, scheduled_date: '2026-01-14' });
    await person.post(`${PROGRAM}/schedule`, { ...first, scheduled_date: '2026-01-05', cascade: true });
    await person.post(`${PROGRAM}/complete`, { ...first, completed: false });

    const { body } = await person.get(PROGRAM);
    expect(body['logs']).toMatchObject([
      { ...first, completed: false, completed_at: null, feedback: { intensityRating: 'hard' }, exercise_logs },
      { week_number: 2, day_number: 3, completed: false, feedback: { scheduledDate: '2026-01-15' } },
    ]);
    expect((await person.get(`${PROGRAM}/week/2`)).body['logs']).toEqual([(body['logs'] as object[])[1]]);
    expect((await storedProgram(story.database, person.userId, programId)).view).toEqual(body);
  });

  it('of another user is another program, be it called the same [P3] [I-26]', async () => {
    const ben = await Person.guest(story.addresses[0]);
    const bensPhone = await ben.connect('phone');
    await person.post(`${PROGRAM}/exercises`, { ...first, exercise_logs: [{ note: 'canaryOfAda' }] });
    await ben.post(`${PROGRAM}/complete`, { ...first, commandId: 'same-key' });
    await person.post(`${PROGRAM}/intensity`, { ...first, intensity_rating: 'hard', commandId: 'same-key' });
    await eventually(() => expect(kinds(phone)).toHaveLength(2));
    await eventually(() => expect(kinds(bensPhone)).toHaveLength(1));

    expect(await viewOf(ben)).toMatchObject({ logs: [{ completed: true, feedback: { intensityRating: null } }] });
    const everything = [bensPhone.frames, await viewOf(ben), (await ben.get('/api/me/export')).body];
    expect(JSON.stringify(everything)).not.toContain('canaryOfAda');
    expect(JSON.stringify(everything)).not.toContain(person.userId);
    ben.closeEverything();
  });

  it.each([
    ['week 0', 'complete', { ...first, week_number: 0 }],
    ['week -1', 'complete', { ...first, week_number: -1 }],
    ['an eighth day', 'complete', { ...first, day_number: 8 }],
    ['a date that does not exist', 'complete', { ...first, scheduled_date: '2026-02-29' }],
    ['a moment that does not exist', 'complete', { ...first, completed_at: '2026-02-30T10:00:00Z' }],
    ['an unknown rating', 'intensity', { ...first, intensity_rating: 'brutal' }],
    ['a date of another form', 'schedule', { ...first, scheduled_date: '14.1.2026' }],
    ['a diary', 'exercises', { ...first, exercise_logs: [{ note: 'x'.repeat(16_384) }] }],
    ['a bottomless exercise', 'exercises', { ...first, exercise_logs: [{ deep: nested(40) }] }],
    ['a bulk of nothing', 'bulk-sync', { sessions: [] }],
    ['a bulk of too much', 'bulk-sync', { sessions: Array.from({ length: 1_001 }, () => ({})) }],
    ['a program that is named twice', 'complete', { ...first, programId }],
  ])('refuses %s on both surfaces, and nothing is done', async (_, verb, said) => {
    const overHttp = await person.post(`${PROGRAM}/${verb}`, said);
    expect([overHttp.status, overHttp.body.error?.code]).toEqual([400, 'request/invalid']);
    const onSocket = await phone.command(`progress/${verb}`, { ...said, programId: 'p.q' });
    expect(onSocket).toMatchObject({ ok: false, error: { code: 'request/invalid' } });
    expect((await storedProgram(story.database, person.userId, programId)).events).toEqual([]);
  });

  it('is called by a name without dots, and weeks by numbers', async () => {
    for (const path of ['/api/progress/a.b', '/api/progress/%2A', `${PROGRAM}/week/0`, `${PROGRAM}/week/one`]) {
      expect([path, (await person.get(path)).status]).toEqual([path, 400]);
    }
  });
});

describe('two devices of one person', () => {
  it('hear live what the other did, and who it was [P5]', async () => {
    const ack = await phone.command('progress/complete', { programId, ...first }, { commandId: 'done' });
    await eventually(() =>
      expect(kinds(laptop)).toEqual([
        expect.objectContaining({
          kind: 'progress',
          revision: ack.revision,
          event: { type: 'WorkoutCompleted', at: ack['completed_at'] },
          state: expect.objectContaining({ programId, ...first, completed: true, revision: ack.revision }) as object,
          origin: { deviceId: 'phone', commandId: 'done' },
        }),
      ]),
    );
  });

  it('show the same after many wishes of both at once [P5] [I-20]', async () => {
    const rate = (device: Device, nth: number) =>
      device.command('progress/intensity', {
        ...{ programId, week_number: 1, day_number: 1 + (nth % 7) },
        intensity_rating: ['easy', 'perfect', 'hard'][nth % 3],
      });
    await Promise.all(Array.from({ length: 30 }, (_, nth) => rate(nth % 2 === 0 ? phone : laptop, nth)));
    const { logs } = await viewOf();
    await eventually(() => {
      for (const device of [phone, laptop]) expect(logsOf(shownBy(device, programId))).toEqual(logs);
    });
  });

  it('that were away hear what they missed, on coming back and with a heartbeat [T8] [P5] [I-20]', async () => {
    const { revision } = await phone.command('progress/complete', { programId, ...first });
    const auth = { token: person.token, deviceId: 'watch', revisions: { progress: revision } };
    await person.post(`${PROGRAM}/intensity`, { ...first, intensity_rating: 'hard' });
    await person.post('/api/progress/other/complete', first);

    const watch = person.device('watch', { introduction: auth });
    const { progress, revisions } = await watch.online();
    expect(progress).toMatchObject([
      { programId, ...first, completed: true, feedback: { intensityRating: 'hard' } },
      { programId: 'other', ...first, completed: true, revision: revisions?.progress },
    ]);
    expect(phone.heard('snapshot')[0]).toMatchObject({ progress: null, revisions: { progress: 0 } });

    const beat = await person.post('/api/heartbeat', { revisions: { progress: revision } });
    expect(beat.body).toMatchObject({ revisions, missed: { progress } });
    const upToDate = await phone.heartbeat({ revisions });
    expect(upToDate).toMatchObject({ ok: true, missed: {} });
  });
});

describe('a command about a program whose key is repeated [P4] [I-06]', () => {
  it('is one command, whichever surface it comes by', async () => {
    const done = { programId, ...first };
    const ack = await phone.command('progress/complete', done, { commandId: 'press' });
    await person.post(`${PROGRAM}/complete`, { ...first, completed: false });
    const { programId: _, ...body } = done;
    const again = await person.post(`${PROGRAM}/complete`, body, { 'Idempotency-Key': 'press' });
    const { ok: __, ...view } = ack;
    expect(again.body).toEqual(view);
    expect(await laptop.command('progress/complete', done, { commandId: 'press' })).toEqual(ack);
    const reused = await person.post(`${PROGRAM}/intensity`, {
      ...first,
      intensity_rating: 'easy',
      commandId: 'press',
    });
    expect([reused.status, reused.body.error?.code]).toEqual([409, 'request/key-reused']);
    const elsewhere = await person.post('/api/progress/other/complete', { ...first, commandId: 'press' });
    expect([elsewhere.status, elsewhere.body.error?.code]).toEqual([409, 'request/key-reused']);
    expect((await storedProgram(story.database, person.userId, programId)).events).toHaveLength(2);
  });
});

describe('a bulk whose key is repeated [P4] [I-06]', () => {
  it('is one bulk, whichever surface it comes by, and is told item by item again', async () => {
    const sessions = [first, { ...first, intensity_rating: 'brutal' }, { ...first, day_number: 2 }];
    const overHttp = await person.post(`${PROGRAM}/bulk-sync`, { sessions, commandId: 'bundle' });
    expect(overHttp).toMatchObject({
      status: 200,
      body: {
        results: [
          { ...first, status: 'applied' },
          { ...first, status: 'rejected', error: { code: 'request/invalid', details: [{ rule: 'isIn' }] } },
          { ...first, day_number: 2, status: 'applied' },
        ],
      },
    });
    await person.post(`${PROGRAM}/complete`, { ...first, completed: false });
    const again = await phone.command('progress/bulk-sync', { programId, sessions }, { commandId: 'bundle' });
    expect(again).toEqual({ ok: true, ...overHttp.body });
    expect((await storedProgram(story.database, person.userId, programId)).events).toHaveLength(3);
  });
});

describe('what a person logged', () => {
  it('is in their export, and gone with their account [I-28]', async () => {
    await person.post(`${PROGRAM}/exercises`, { ...first, exercise_logs: [{ note: 'Nobody shall know' }] });
    const { events } = (await person.get('/api/me/export')).body as unknown as { events: { type: string }[] };
    expect(JSON.stringify(events)).toContain('Nobody shall know');

    expect((await person.ask('DELETE', '/api/me')).status).toBe(204);

    const { rows } = await story.database.query<{ told: string; events: number }>(
      `SELECT coalesce(string_agg(stream_id || data::text, ''), '') || (SELECT coalesce(string_agg(state::text, ''), '')
         FROM progress.heads WHERE user_id = $1) AS told, count(*)::int AS events FROM progress.events WHERE user_id = $1`,
      [person.userId],
    );
    expect(rows[0]?.told).not.toContain('Nobody shall know');
    expect(rows[0]?.told).not.toContain(programId);
    expect(rows[0]?.events).toBe(events.length);
  });
});
