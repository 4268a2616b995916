import {
  Rejection,
  dayAt,
  dayByCalendar,
  defaultSettings,
  draft,
  program,
  timer,
  workClock,
  type AnyCommand,
  type Decider,
} from '@tidemark/domain';
import { registry } from './registry';
import { InvalidRequest, checked } from './untrusted';
import type { CommandContract } from './contract';
import type { ClockGiven } from './session.contract';
import type { DraftGiven } from './draft.contract';
import { dayExamples } from './testing/day-examples';
import { draftExamples } from './testing/draft-examples';
import type { Examples } from './testing/examples';
import { progressExamples } from './testing/progress-examples';
import { sessionExamples } from './testing/session-examples';
import { timerExamples } from './testing/timer-examples';
import type { TimerGiven } from './timer.contract';

const at = '2026-01-05T09:00:00.000Z';

/** A command without an entry here turns this spec red. */
const examples: Examples = {
  ...timerExamples,
  ...sessionExamples,
  ...dayExamples,
  ...progressExamples,
  ...draftExamples,
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

const given: TimerGiven & ClockGiven & DraftGiven = {
  at: Date.parse(at),
  receivedAt: Date.parse(at),
  newId: 'second',
  deviceId: null,
  settings: defaultSettings,
  revision: 0,
  userId: 'anna',
  draftId: 'first',
  base: null,
  restored: null,
  activeElsewhere: null,
  dayHolding: (instant) => dayAt(instant, { timezone: 'UTC', dailyResetTime: 'midnight' }),
};

const decide = <State, Command extends AnyCommand>(decider: Decider<State, Command, never>) => {
  return (command: unknown) => decider.decide(decider.initial, command as Command);
};
const deciding: Readonly<Record<string, (command: unknown) => unknown>> = {
  timer: decide(timer as Decider<unknown, AnyCommand, never>),
  clock: decide(workClock as Decider<unknown, AnyCommand, never>),
  day: decide(dayByCalendar('2026a') as Decider<unknown, AnyCommand, never>),
  program: decide(program as Decider<unknown, AnyCommand, never>),
  draft: decide(draft as Decider<unknown, AnyCommand, never>),
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

function examplesOf({ name }: CommandContract): Examples[string] {
  const found = examples[name];
  if (!found) throw new Error(`${name} has no examples yet`);
  return found;
}
