import type { DayWish } from '@tidemark/domain';
import type { Given } from './contract';
import {
  ChangeResetTimeDto,
  ChangeTimezoneDto,
  ConfigureDto,
  OverrideCountDto,
  UpcomingResetsQueryDto,
  dayContract,
} from './day.contract';
import type { Shape } from './fields';
import { InvalidRequest, checked } from './untrusted';

const given: Given = { at: 1, receivedAt: 2, newId: 'a', deviceId: 'laptop' };

function mistakes(shape: Shape, body: unknown): string[] {
  try {
    checked(shape, body);
    return [];
  } catch (failure) {
    if (failure instanceof InvalidRequest) return failure.mistakes.map(({ path, rule }) => `${path}: ${rule}`);
    throw failure;
  }
}

describe('a count', () => {
  it.each([0, 1, 999, 1_000])('of %d is taken [D3]', (count) =>
    expect(mistakes(OverrideCountDto, { count })).toEqual([]),
  );

  it.each([
    [-1, 'min'],
    [1_001, 'max'],
    [2.5, 'isInt'],
    ['5', 'isInt'],
    [null, 'isInt'],
    [true, 'isInt'],
    [[5], 'isInt'],
    [{}, 'isInt'],
    [undefined, 'isInt'],
  ])('of %p is refused with its path and rule [D3]', (count, rule) =>
    expect(mistakes(OverrideCountDto, { count })).toContain(`count: ${rule}`),
  );
});

describe('a reset time', () => {
  it.each(['midnight', { hour: 0 }, { hour: 23 }, '00:00', '7:05', '07:05', '23:59'])(
    '%p is one [D2]',
    (dailyResetTime) => expect(mistakes(ChangeResetTimeDto, { dailyResetTime })).toEqual([]),
  );

  it.each([
    '24:00',
    '7:5',
    '7',
    '07:60',
    ' 07:00',
    '07:00\n',
    'Midnight',
    'noon',
    '',
    7,
    null,
    undefined,
    [],
    [7],
    {},
    { hour: 24 },
    { hour: -1 },
    { hour: 7.5 },
    { hour: '7' },
    { hour: 7, minute: 30 },
  ])('%p is none [D2]', (dailyResetTime) =>
    expect(mistakes(ChangeResetTimeDto, { dailyResetTime })).toEqual(['dailyResetTime: isResetTime']),
  );
});

describe('a zone', () => {
  it.each(['Europe/Berlin', 'Asia/Calcutta', 'UTC'])('%s is taken as it is spelled [D2]', (timezone) =>
    expect(checked(ChangeTimezoneDto, { timezone })).toEqual({ timezone }),
  );

  it.each(['PST', '+05:30', 'Europe/Nowhere', 'europe/berlin', '', 5, null, undefined, ['UTC'], { name: 'UTC' }])(
    '%p is refused [D2]',
    (timezone) => expect(mistakes(ChangeTimezoneDto, { timezone })).toEqual(['timezone: isZone']),
  );
});

describe('settings', () => {
  it.each([
    [{ workDuration: 0 }, 'workDuration: min'],
    [{ shortBreakDuration: 86_401 }, 'shortBreakDuration: max'],
    [{ longBreakDuration: '900' }, 'longBreakDuration: isInt'],
    [{ longBreakInterval: 0 }, 'longBreakInterval: min'],
    [{ autoStartWork: 'yes' }, 'autoStartWork: isBoolean'],
    [{ soundEnabled: null }, 'soundEnabled: isBoolean'],
    [{ theme: 'pink' }, 'theme: isIn'],
    [{ revision: 1 }, 'revision: whitelistValidation'],
    [{ nextResetAt: '2026-01-01T00:00:00Z' }, 'nextResetAt: whitelistValidation'],
  ])('%p are refused [D1]', (body, mistake) => expect(mistakes(ConfigureDto, body)).toContain(mistake));

  it('become a wish of only what was sent, in milliseconds [D1]', () => {
    const dto = checked(ConfigureDto, {
      workDuration: 1_500,
      theme: 'light',
      commandId: 'key',
      dailyResetTime: { hour: 7 },
    });
    expect(wish('configuration/set', dto)).toEqual({
      type: 'ChangeSettings',
      at: 1,
      receivedAt: 2,
      deviceId: 'laptop',
      changes: { workMs: 1_500_000, theme: 'light', dailyResetTime: { hour: 7 } },
    });
  });

  it('may change nothing at all', () =>
    expect(wish('configuration/set', checked(ConfigureDto, {}))).toMatchObject({ changes: {} }));
});

describe('queries about days', () => {
  it.each([0, 367, 'ten', 1.5])('do not look %p resets ahead', (n) =>
    expect(mistakes(UpcomingResetsQueryDto, { n })).not.toEqual([]),
  );
});

describe('every command about days', () => {
  it('has a name, a route and a wish of its own', () => {
    const routes = dayContract.commands.map(({ route }) => `${route.method} ${route.path}`);
    expect(new Set(routes).size).toBe(5);
    expect(wish('configuration/timezone', { timezone: 'UTC' })).toMatchObject({ changes: { timezone: 'UTC' } });
    expect(wish('configuration/reset-time', { dailyResetTime: '07:00' })).toMatchObject({
      changes: { dailyResetTime: '07:00' },
    });
    expect(wish('session-count/set', { count: 7 })).toMatchObject({ type: 'OverrideCount', count: 7 });
    expect(wish('session-count/reset', {})).toMatchObject({ type: 'ResetCount' });
  });
});

function wish(name: string, dto: object): DayWish | undefined {
  return dayContract.commands.find((command) => command.name === name)?.toCommand(dto, given);
}
