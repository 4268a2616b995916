import { randomUUID } from 'node:crypto';
import { testInfra, until, type TestInfra } from '@tidemark/local-infra';
import {
  defaultSettings,
  timer,
  type Instant,
  type TimerCommand,
  type TimerEvent,
  type TimerSettings,
} from '@tidemark/domain';
import { DueSweeper } from '../deadlines/due-sweeper';
import { CommandHandler } from './handle-command';
import { eventOf } from '../recorded-event';
import type { Context, Given, StreamType } from './stream-type';
import { asOwner, installLog, startProcess, type Process } from '../testing/toy-log';
import { verifyLog } from '../verify';

const WANTED = { postgres: true } as const;

interface TimerContext extends Context {
  readonly settings: TimerSettings;
}
type TimerGiven = Given<TimerContext>;

describe('a timer on the log', () => {
  let infra: TestInfra<typeof WANTED>;
  let process: Process;
  let handler: CommandHandler<typeof timer.initial, TimerCommand, TimerEvent, TimerContext>;
  let lastSeenAt: Instant = 0;
  let lateByMs = 0;

  const timers: StreamType<typeof timer.initial, TimerCommand, TimerEvent, TimerContext> = {
    decider: timer,
    contextOf: () => ({ lastSeenAt, settings: defaultSettings }),
    wake: ({ at, receivedAt, newId, settings, lastSeenAt }) => ({
      type: 'WakeTimer',
      at,
      receivedAt,
      sessionId: newId,
      settings,
      lastSeenAt,
    }),
  };

  beforeAll(async () => {
    infra = await testInfra(WANTED);
    await installLog(infra.postgres.url);
    process = await startProcess(infra.postgres.url);
    const clock = { now: () => process.clock.now() + lateByMs };
    handler = new CommandHandler(process.log, timers, clock);
  }, 60_000);
  afterAll(async () => {
    await process.close();
    await infra.close();
  }, 60_000);
  beforeEach(() => {
    lateByMs = 0;
    lastSeenAt = process.clock.now();
  });

  const say = (userId: string, type: TimerCommand['type'], rest: (given: TimerGiven) => object, at?: Instant) => {
    const order = { userId, streamId: `timer-${userId}`, commandId: randomUUID(), hash: type, at };
    return handler.handle(order, type, (given) => {
      const { at, receivedAt } = given;
      return { type, at, receivedAt, ...rest(given) } as TimerCommand;
    });
  };
  const start = (userId: string, durationMs: number, at?: Instant) =>
    say(userId, 'StartSession', ({ newId, settings }) => ({ sessionId: newId, settings, durationMs }), at);
  const pause = (userId: string, at?: Instant) => say(userId, 'PauseSession', () => ({}), at);
  const typesOf = async (userId: string) =>
    (await process.log.readStream(`timer-${userId}`)).map(({ type }) => type.replace('Session', ''));

  it('sees its end before a command that comes after it, dated to the millisecond [T5]', async () => {
    const { state } = await start('ended', 1_000);
    const endsAt = state.status === 'running' ? state.endsAt : 0;
    lateByMs = 5_000;
    // By then the break has begun, and that is what is paused.
    expect(await pause('ended')).toMatchObject({
      rejection: null,
      state: { status: 'paused', session: { sessionType: 'short_break' } },
    });
    expect(await typesOf('ended')).toEqual(['Started', 'Completed', 'Started', 'Paused']);
    const [, completed] = await process.log.readStream('timer-ended');
    expect(completed).toMatchObject({ type: 'SessionCompleted', occurredAt: endsAt, commandId: null });
    expect(eventOf<TimerEvent>(completed!).data).toMatchObject({ completedAt: endsAt });
  });

  it('lets a late pause come before an end that has passed meanwhile', async () => {
    const now = process.clock.now();
    await start('late', 600_000, now - 1_200_000);
    const outcome = await pause('late', now - 900_000);
    expect(outcome).toMatchObject({ rejection: null, state: { status: 'paused', remainingMs: 300_000 } });
    expect(await typesOf('late')).toEqual(['Started', 'Paused']);
  });

  it('keeps a claim outside of what is allowed as the first answer', async () => {
    const order = { userId: 'claim', streamId: 'timer-claim', commandId: randomUUID(), hash: 'h' };
    const command = ({ at, receivedAt }: TimerGiven): TimerCommand => ({ type: 'StopSession', at, receivedAt });
    const future = { ...order, at: process.clock.now() + 60_000 };
    const first = await handler.handle(future, 'StopSession', command);
    expect(first).toMatchObject({ rejection: { code: 'timer/at-out-of-range' }, version: 0, repeated: false });
    expect(await handler.handle(future, 'StopSession', command)).toMatchObject({
      rejection: { code: 'timer/at-out-of-range' },
      repeated: true,
    });
  });

  it('is shown as it stands, with what ended while nobody looked [T7]', async () => {
    await start('shown', 1_000);
    lateByMs = 5_000;
    const shown = await handler.current('shown', 'timer-shown');
    expect(shown).toMatchObject({ state: { status: 'running' }, version: 3 });
    expect(await typesOf('shown')).toEqual(['Started', 'Completed', 'Started']);
    expect(await handler.current('nobody', 'timer-nobody')).toMatchObject({ version: 0, state: { status: 'idle' } });
  });

  it('is not taken for abandoned when its owner was seen since [T7]', async () => {
    await start('seen', 600_000);
    await pause('seen');
    await start('unseen', 600_000);
    await pause('unseen');
    const dayLater = `due_at - interval '2 days', state = jsonb_set(state, '{lastCommandAt}', to_jsonb(1))`;
    await asOwner(infra.postgres.url, (owner) =>
      owner.query(`UPDATE heads SET due_at = ${dayLater} WHERE stream_id IN ('timer-seen', 'timer-unseen')`),
    );
    const seen: Record<string, Instant> = { seen: process.clock.now() - 60_000, unseen: 0 };
    const waker = new CommandHandler(
      process.log,
      { ...timers, contextOf: (userId: string) => ({ lastSeenAt: seen[userId] ?? 0, settings: defaultSettings }) },
      process.clock,
    );
    const sweeper = new DueSweeper(process.log, process.clock, [waker]);
    sweeper.start();
    await until('the unseen one is given up', async () => (await typesOf('unseen')).length === 3);
    await until('the seen one is put off', async () => {
      const head = await process.log.head('timer-seen');
      return head?.dueAt === seen['seen']! + 24 * 3_600_000;
    });
    await sweeper.stop();
    expect(await typesOf('unseen')).toEqual(['Started', 'Paused', 'Interrupted']);
    expect(await typesOf('seen')).toEqual(['Started', 'Paused']);
  }, 30_000);

  it('takes every one of hundred and twenty presses through three processes at once [T11]', async () => {
    const others = await Promise.all([startProcess(infra.postgres.url), startProcess(infra.postgres.url)]);
    const handlers = [handler, ...others.map(({ log, clock }) => new CommandHandler(log, timers, clock))];
    await start('wanted', 600_000);

    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, nth) => (nth % 2 === 0 ? 'PauseSession' : 'ResumeSession')).flatMap((type) =>
        handlers.map((each) => {
          const order = { userId: 'wanted', streamId: 'timer-wanted', commandId: randomUUID(), hash: type };
          return each.handle(order, type, ({ at, receivedAt }) => ({ type, at, receivedAt }));
        }),
      ),
    );

    const taken = outcomes.filter(({ rejection }) => rejection === null);
    const recorded = await process.log.readStream('timer-wanted');
    expect(recorded.filter(({ type }) => type !== 'SessionStarted')).toHaveLength(taken.length);
    await Promise.all(others.map((other) => other.close()));
  }, 60_000);

  it('leaves a log that proves itself', async () => {
    const findings = await verifyLog(process.log, [timer]);
    // These two were made older by hand above.
    expect(findings.filter(({ subject }) => !['timer-seen', 'timer-unseen'].includes(subject))).toEqual([]);
  });
});
