import { HOUR, type ClockCommand } from '@tidemark/domain';
import type { Shape } from './fields';
import { schemaOf } from './json-schema';
import {
  AddEntryDto,
  CorrectEntryDto,
  ENTRIES_SENT_MAX,
  RemoveEntryDto,
  SaveSessionDto,
  SessionQueryDto,
  SetThresholdDto,
} from './session-shapes';
import { sessionContract, type ClockGiven } from './session.contract';
import { checked, DEPTH_MAX, InvalidRequest } from './untrusted';

const day = { localDate: '2026-01-05', startsAt: 1_000, endsAt: 2_000 };
const given: ClockGiven = {
  at: 1_500,
  receivedAt: 1_600,
  newId: 'fresh',
  deviceId: null,
  revision: 7,
  dayHolding: (at) => ({ ...day, startsAt: at - 500 }),
};
const entry = { id: 'first', timestamp: 1_200, type: 'IN' };

function mistakes(shape: Shape, body: unknown): string[] {
  try {
    checked(shape, body);
    return [];
  } catch (failure) {
    if (failure instanceof InvalidRequest) return failure.mistakes.map(({ path, rule }) => `${path}: ${rule}`);
    throw failure;
  }
}

function said(verb: string, body: object): ClockCommand | undefined {
  const command = sessionContract.commands.find(({ name }) => name === `session/${verb}`);
  return command?.toCommand(checked(command.body, body), given);
}

describe('what a device saves', () => {
  it('may be as it was answered: times and stats are taken and ignored [C2]', () => {
    const answered = [{ ...entry, time: '09:00' }];
    expect(said('save', { entries: answered, dailyStats: { totalWorkMinutes: 5 } })).toMatchObject({
      entries: [{ id: 'first', type: 'IN', clockedAt: 1_200 }],
    });
    for (const dailyStats of [null, 'none', [], { made: { up: true } }]) {
      expect(mistakes(SaveSessionDto, { dailyStats })).toEqual([]);
      expect(JSON.stringify(checked(SaveSessionDto, { dailyStats }))).toBe('{}');
    }
  });

  it('keeps to the limits of every request with what is ignored too', () => {
    const deep = JSON.parse('['.repeat(DEPTH_MAX) + ']'.repeat(DEPTH_MAX)) as unknown;
    expect(mistakes(SaveSessionDto, { dailyStats: deep })).toEqual([expect.stringMatching(/: depth$/)]);
  });

  it('says on what it is based [C2]', () => {
    expect(said('save', { baseRevision: 7 })).toMatchObject({ basis: 'current' });
    expect(said('save', { baseRevision: 6 })).toMatchObject({ basis: 'stale' });
    expect(said('save', { baseRevision: 8 })).toMatchObject({ basis: 'stale' });
    expect(said('save', {})).toMatchObject({ basis: 'unknown', entries: undefined, status: undefined });
  });

  it('is about the day that holds its instant [C4]', () =>
    expect(said('save', { currentStatus: 'OUT' })).toEqual({
      type: 'SaveSession',
      at: 1_500,
      receivedAt: 1_600,
      day,
      status: 'OUT',
      entries: undefined,
      basis: 'unknown',
      entryId: 'fresh',
    }));

  it.each([
    [{ currentStatus: 'in' }, 'currentStatus: isIn'],
    [{ currentStatus: null }, 'currentStatus: isIn'],
    [{ currentTheme: 'pink' }, 'currentTheme: isIn'],
    [{ baseRevision: -1 }, 'baseRevision: min'],
    [{ baseRevision: '7' }, 'baseRevision: isInt'],
    [{ entries: {} }, 'entries: isListOfObjects'],
    [{ entries: null }, 'entries: isListOfObjects'],
    [{ entries: [null] }, 'entries: isListOfObjects'],
    [{ entries: [[entry]] }, 'entries: isListOfObjects'],
    [{ entries: Array(ENTRIES_SENT_MAX + 1).fill(entry) }, 'entries: isListOfObjects'],
    [{ entries: [entry, { ...entry, type: 'OUT' }] }, 'entries: oneValuePerEntry'],
    [{ entries: [{ ...entry, id: 'a b' }] }, 'entries.0.id: matches'],
    [{ entries: [entry, { id: 'second', type: 'OUT' }] }, 'entries.1.timestamp: isInt'],
    [{ entries: [{ ...entry, timestamp: '2026-01-05T09:00:00Z' }] }, 'entries.0.timestamp: isInt'],
    [{ entries: [{ ...entry, timestamp: 1.5 }] }, 'entries.0.timestamp: isInt'],
    [{ entries: [{ ...entry, timestamp: -1 }] }, 'entries.0.timestamp: min'],
    [{ entries: [{ ...entry, timestamp: Number.MAX_SAFE_INTEGER }] }, 'entries.0.timestamp: max'],
    [{ entries: [{ ...entry, type: 'BREAK' }] }, 'entries.0.type: isIn'],
    [{ entries: [{ ...entry, note: 'x' }] }, 'entries.0.note: whitelistValidation'],
    [{ userId: 'somebody' }, 'userId: whitelistValidation'],
  ])('is refused where it is wrong: %#', (body, mistake) => expect(mistakes(SaveSessionDto, body)).toContain(mistake));

  it('may say the same thing twice, and as much as a day has room for [C2]', () => {
    expect(mistakes(SaveSessionDto, { entries: [entry, entry] })).toEqual([]);
    const many = Array.from({ length: ENTRIES_SENT_MAX }, (_, nth) => ({ ...entry, id: `id-${nth}`, time: '09:00' }));
    expect(mistakes(SaveSessionDto, { entries: many, currentStatus: 'IN', commandId: 'key' })).toEqual([]);
  });
});

describe('a single entry', () => {
  it('is added under the id of the client, or under a new one [C3]', () => {
    expect(said('add-entry', entry)).toMatchObject({ entry: { id: 'first', type: 'IN', clockedAt: 1_200 } });
    expect(said('add-entry', { timestamp: 1, type: 'OUT' })).toMatchObject({ entry: { id: 'fresh', type: 'OUT' } });
    expect(mistakes(AddEntryDto, { id: 'first', type: 'IN' })).toContain('timestamp: isInt');
    expect(mistakes(AddEntryDto, { ...entry, id: '' })).toContain('id: matches');
  });

  it('is corrected in what is said of it, and removed, by the id in its path [C3]', () => {
    expect(said('correct-entry', { id: 'first', timestamp: 1_300 })).toEqual({
      ...{ type: 'CorrectEntry', at: 1_500, receivedAt: 1_600 },
      ...{ entryId: 'first', clockedAt: 1_300, entryType: undefined },
    });
    expect(said('remove-entry', { id: 'first' })).toMatchObject({ type: 'RemoveEntry', entryId: 'first' });
    expect(mistakes(CorrectEntryDto, { timestamp: 1 })).toContain('id: matches');
    expect(mistakes(CorrectEntryDto, { id: 'first', timestamp: null })).toContain('timestamp: isInt');
    expect(mistakes(RemoveEntryDto, { id: '../..' })).toEqual(['id: matches']);
  });
});

describe('the rest of what may be said to a work clock', () => {
  it('is to come, to go, to begin the day anew, and when to ask [C1] [C2]', () => {
    expect(said('clock-in', {})).toMatchObject({ type: 'ClockIn', entryId: 'fresh', day });
    expect(said('clock-out', {})).toMatchObject({ type: 'ClockOut', entryId: 'fresh' });
    expect(said('clear', {})).toMatchObject({ type: 'ClearSession', day });
    expect(said('threshold', { thresholdHours: 10 })).toMatchObject({ thresholdMs: 10 * HOUR });
  });

  it.each([0, 25, 8.5, '8', null, undefined])('is no threshold of %p hours', (thresholdHours) =>
    expect(mistakes(SetThresholdDto, { thresholdHours })).not.toEqual([]),
  );

  it.each(['2026-02-30', 'today', '', 5, null])('is no question about the date %p', (date) =>
    expect(mistakes(SessionQueryDto, { date })).toEqual(['date: isLocalDate']),
  );

  it('has a route of its own for each command, and each decides what it says', () => {
    const routes = sessionContract.commands.map(({ route }) => `${route.method} ${route.path}`);
    expect(new Set(routes).size).toBe(8);
    for (const command of sessionContract.commands) {
      const body = { id: 'first', timestamp: 1, type: 'IN', thresholdHours: 8 };
      const fields = Object.keys(schemaOf(command.body).properties as object);
      const needed = Object.fromEntries(Object.entries(body).filter(([name]) => fields.includes(name)));
      expect(command.toCommand(checked(command.body, needed), given).type).toBe(command.decides);
    }
  });

  it('describes a list with the shape of what is in it', () =>
    expect(schemaOf(SaveSessionDto).properties).toMatchObject({
      entries: { type: 'array', maxItems: ENTRIES_SENT_MAX, items: { $ref: '#/components/schemas/EntrySentDto' } },
    }));
});
