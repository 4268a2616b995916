import { Rejection, defaultSettings, timer } from '@tidemark/domain';
import { registry } from './registry';
import { InvalidRequest, checked } from './untrusted';
import type { CommandContract, Given } from './contract';

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

const given: Given = {
  at: Date.parse(at),
  receivedAt: Date.parse(at),
  newId: 'second',
  settings: defaultSettings,
};

const deciders = { [timer.category]: timer };
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
    const decider = deciders[category];
    const decided = command.toCommand(checked(command.body, body), given) as Parameters<typeof timer.decide>[1];
    expect(decided).toMatchObject({ type: command.decides, at: given.at, receivedAt: given.receivedAt });
    try {
      decider?.decide(timer.initial, decided);
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
    expect(registry.map(({ category }) => category)).toEqual(Object.keys(deciders)));
});

function examplesOf({ name }: CommandContract): Examples {
  const found = examples[name];
  if (!found) throw new Error(`${name} has no examples yet`);
  return found;
}
