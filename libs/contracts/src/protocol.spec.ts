import {
  Rejection,
  dayAt,
  dayByCalendar,
  defaultSettings,
  timer,
  workClock,
  type AnyCommand,
  type Decider,
} from '@tidemark/domain';
import { registry } from './registry';
import { InvalidRequest, checked } from './untrusted';
import type { CommandContract } from './contract';
import type { ClockGiven } from './session.contract';
import type { TimerGiven } from './timer.contract';

const task = { id: 'task-1', title: 'Write the thesis' };
const at = '2026-01-05T09:00:00.000Z';

interface Examples {
  readonly good: readonly object[];
  readonly bad: readonly object[];
}

/** A command without an entry here turns this spec red. */
const examples: Readonly<Record<string, Examples>> = {
  'timer/start': {
    good: [
      {},
      { sessionType: 'work', presetType: 'custom', durationSeconds: 1, task, replace: true },
      { durationSeconds: 86_400, task: null, replace: false },
      { sessionType: 'long_break', task: { id: 'x'.repeat(128), title: '' } },
    ],
    bad: [
      { sessionType: 'nap' },
      { sessionType: null },
      { sessionType: ['work'] },
      { presetType: 'medium' },
      { presetType: {} },
      { durationSeconds: 0 },
      { durationSeconds: -1 },
      { durationSeconds: 1.5 },
      { durationSeconds: 86_401 },
      { durationSeconds: '60' },
      { durationSeconds: null },
      { durationSeconds: [60] },
      { durationSeconds: Number.POSITIVE_INFINITY },
      { durationSeconds: Number.NaN },
      { replace: 'true' },
      { replace: 1 },
      { replace: null },
      { task: {} },
      { task: [] },
      { task: [task] },
      { task: 'task-1' },
      { task: { ...task, id: '' } },
      { task: { ...task, id: 7 } },
      { task: { ...task, id: 'x'.repeat(129) } },
      { task: { ...task, title: 'x'.repeat(501) } },
      { task: { ...task, title: null } },
      { task: { ...task, done: true } },
    ],
  },
  'timer/pause': { good: [{}], bad: [{ seconds: 1 }] },
  'timer/resume': { good: [{}], bad: [{ sessionId: 'x' }] },
  'timer/skip': { good: [{}], bad: [{ sessionType: 'work' }] },
  'timer/stop': { good: [{}], bad: [{ reason: 'lunch' }] },
  'timer/extend': {
    good: [{ seconds: 1 }, { seconds: 86_400 }],
    bad: [{}, { seconds: 0 }, { seconds: 86_401 }, { seconds: '60' }, { seconds: null }, { seconds: 0.5 }],
  },
  'timer/task': {
    good: [{ task }, { task: null }],
    bad: [{}, { task: [] }, { task: 'x' }, { task: { id: 'a' } }, { task: undefined }],
  },
  'timer/trim': {
    good: [{ sessionId: 'first', from: at, to: '2026-01-05T09:10:00.000Z' }],
    bad: [
      {},
      { sessionId: 'first', from: at },
      { sessionId: '', from: at, to: at },
      { sessionId: 'first', from: 0, to: at },
      { sessionId: 'first', from: '2026-02-30T09:00:00.000Z', to: at },
      { sessionId: 'first', from: at, to: null },
    ],
  },
  'configuration/set': {
    good: [
      {},
      { theme: 'light', workDuration: 1, longBreakInterval: 100, autoStartWork: false, soundEnabled: true },
      { timezone: 'Asia/Kathmandu', dailyResetTime: { hour: 23 } },
    ],
    bad: [
      { theme: 'pink' },
      { workDuration: 0 },
      { workDuration: '60' },
      { longBreakInterval: 101 },
      { autoStartBreak: 1 },
      { timezone: 'PST' },
      { dailyResetTime: '24:00' },
      { lastDailyReset: at },
    ],
  },
  'configuration/timezone': {
    good: [{ timezone: 'UTC' }, { timezone: 'America/Argentina/Buenos_Aires' }],
    bad: [{}, { timezone: 'utc' }, { timezone: '+02:00' }, { timezone: null }, { timezone: 'UTC', theme: 'dark' }],
  },
  'configuration/reset-time': {
    good: [{ dailyResetTime: 'midnight' }, { dailyResetTime: { hour: 0 } }, { dailyResetTime: '7:05' }],
    bad: [{}, { dailyResetTime: 7 }, { dailyResetTime: '7:5' }, { dailyResetTime: { hour: 24 } }],
  },
  'session-count/set': {
    good: [{ count: 0 }, { count: 1_000 }],
    bad: [{}, { count: -1 }, { count: 1_001 }, { count: 2.5 }, { count: '5' }, { count: null }],
  },
  'session-count/reset': { good: [{}], bad: [{ count: 0 }] },
  'session/clock-in': { good: [{}], bad: [{ currentStatus: 'IN' }] },
  'session/clock-out': { good: [{}], bad: [{ entries: [] }] },
  'session/save': {
    good: [
      {},
      { currentStatus: 'IN', currentTheme: 'light', baseRevision: 0, dailyStats: { totalWorkMinutes: 'whatever' } },
      { entries: [{ id: 'a', timestamp: Date.parse(at), type: 'IN' }] },
    ],
    bad: [
      { currentStatus: 'AWAY' },
      { currentTheme: 'pink' },
      { baseRevision: -1 },
      { entries: {} },
      { entries: [null] },
      { entries: [{ id: 'a', type: 'IN' }] },
      { entries: [{ id: 'a b', timestamp: 1, type: 'IN' }] },
      { entries: [{ id: 'a', timestamp: '1', type: 'IN' }] },
      { entries: [{ id: 'a', timestamp: 1, type: 'BREAK' }] },
    ],
  },
  'session/clear': { good: [{}], bad: [{ date: '2026-01-05' }] },
  'session/add-entry': {
    good: [
      { timestamp: Date.parse(at), type: 'IN' },
      { id: 'mine', timestamp: Date.parse(at), type: 'IN' },
    ],
    bad: [{}, { timestamp: at, type: 'IN' }, { timestamp: 1.5, type: 'IN' }, { timestamp: 1, type: 'in' }],
  },
  'session/correct-entry': {
    good: [
      { id: 'a', timestamp: Date.parse(at) },
      { id: 'a', type: 'OUT' },
    ],
    bad: [{}, { id: '', type: 'OUT' }, { id: 'a', timestamp: null }, { id: 'a', type: 'PAUSE' }],
  },
  'session/remove-entry': { good: [{ id: 'a' }], bad: [{}, { id: 7 }, { id: 'a', type: 'IN' }] },
  'session/threshold': {
    good: [{ thresholdHours: 1 }, { thresholdHours: 24 }],
    bad: [{}, { thresholdHours: 0 }, { thresholdHours: 25 }, { thresholdHours: 1.5 }, { thresholdHours: '8' }],
  },
};

/** Wrong for every command, whatever else is in it. */
const neverGood = [
  { surprise: 1 },
  { commandId: '' },
  { commandId: 'x'.repeat(65) },
  { commandId: 'a.b' },
  { commandId: 'a b' },
  { commandId: 'a\n' },
  { commandId: 7 },
  { commandId: null },
  { commandId: {} },
  { at: 0 },
  { at: null },
  { at: 'now' },
  { at: '2026-02-30T00:00:00Z' },
  { at: '2026-01-05T09:00:00' },
  { userId: 'somebody-else' },
];

const given: TimerGiven & ClockGiven = {
  at: Date.parse(at),
  receivedAt: Date.parse(at),
  newId: 'second',
  deviceId: null,
  settings: defaultSettings,
  revision: 0,
  dayHolding: (instant) => dayAt(instant, { timezone: 'UTC', dailyResetTime: 'midnight' }),
};

const decide = <State, Command extends AnyCommand>(decider: Decider<State, Command, never>) => {
  return (command: unknown) => decider.decide(decider.initial, command as Command);
};
const deciding: Readonly<Record<string, (command: unknown) => unknown>> = {
  timer: decide(timer as Decider<unknown, AnyCommand, never>),
  clock: decide(workClock as Decider<unknown, AnyCommand, never>),
  day: decide(dayByCalendar('2026a') as Decider<unknown, AnyCommand, never>),
};
const commanded = registry.filter(({ commands }) => commands.length > 0);
const commands = registry.flatMap(({ category, commands }) => commands.map((command) => ({ category, command })));

describe.each(commands)('$command.name', ({ category, command }) => {
  const { good, bad } = examplesOf(command);

  it.each(good)('takes %j', (body) => expect(checked(command.body, body)).toEqual(body));
  it.each(good)('takes %j with a key and a time', (body) => {
    const told = { ...body, commandId: '3f2504e0-4f89-41d3-9a0c-0305e82c3301', at };
    expect(checked(command.body, told)).toEqual(told);
  });

  it.each(bad)('refuses %j', (body) => expect(() => checked(command.body, body)).toThrow(InvalidRequest));
  it.each(neverGood)('refuses %j beside what is right', (extra) =>
    expect(() => checked(command.body, { ...good[0], ...extra })).toThrow(InvalidRequest),
  );

  it.each(good)('becomes, from %j, a command that its decider knows', (body) => {
    const decided = command.toCommand(checked(command.body, body), given);
    expect(decided).toMatchObject({ type: command.decides, at: given.at, receivedAt: given.receivedAt });
    try {
      deciding[category]?.(decided);
    } catch (failure) {
      expect(failure).toBeInstanceOf(Rejection);
      expect(command.rejections).toContain((failure as Rejection).code);
    }
  });
});

describe('the registry', () => {
  it('names everything once', () => {
    const names = registry.flatMap(({ commands, queries }) => [...commands, ...queries].map(({ name }) => name));
    const routes = registry.flatMap(({ commands, queries }) =>
      [...commands, ...queries].map(({ route }) => `${route.method} ${route.path}`),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('has a decider for every category', () =>
    expect(commanded.map(({ category }) => category)).toEqual(Object.keys(deciding)));
});

function examplesOf({ name }: CommandContract): Examples {
  const found = examples[name];
  if (!found) throw new Error(`${name} has no examples yet`);
  return found;
}
