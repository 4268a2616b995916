import {
  EXERCISE_LOGS_BYTES_MAX,
  EXERCISE_LOGS_MAX,
  Rejection,
  SYNC_SESSIONS_MAX,
  program,
  syncResults,
  type ProgramCommand,
} from '@tidemark/domain';
import type { Given } from './contract';
import { schemaOf } from './json-schema';
import { SyncResultShown, SyncWorkoutsDto, EXERCISE_KEYS_MAX, SYNC_KEYS_MAX } from './progress-shapes';
import { progressContract } from './progress.contract';
import { InvalidRequest, KEYS_MAX, checked } from './untrusted';

const at = Date.parse('2026-01-05T19:00:00.000Z');
const given: Given = { at, receivedAt: at, newId: 'a', deviceId: null };
const place = { programId: 'strength', week_number: 1, day_number: 3 };
const sets = [{ exercise: 'squat', sets: [{ reps: 5, weight: 82.5, endsAt: 3 }], toString: 'kept', note: 'größer 😀' }];

const contractOf = (verb: string) => {
  const found = progressContract.commands.find(({ name }) => name === `progress/${verb}`);
  if (!found) throw new Error(`There is no progress/${verb}`);
  return found;
};

const wish = (verb: string, body: object): ProgramCommand => {
  const { body: shape, toCommand } = contractOf(verb);
  return toCommand(checked(shape, body), given);
};

const mistakes = (verb: string, body: unknown): string[] => {
  try {
    checked(contractOf(verb).body, body);
    return [];
  } catch (failure) {
    if (failure instanceof InvalidRequest) return failure.mistakes.map(({ path, rule }) => `${path}: ${rule}`);
    throw failure;
  }
};

describe('what is said of a workout', () => {
  it('becomes what its decider knows [P1]', () => {
    expect(wish('complete', place)).toEqual({
      ...{ type: 'CompleteWorkout', at, receivedAt: at, week: 1, day: 3, completed: true },
      ...{ completedAt: undefined, intensity: undefined, scheduledDate: undefined },
    });
    expect(
      wish('complete', {
        ...place,
        ...{ completed_at: '2019-06-01T08:00:00+02:00', intensity_rating: 'hard', scheduled_date: '2019-06-01' },
      }),
    ).toMatchObject({
      completedAt: Date.parse('2019-06-01T06:00:00Z'),
      intensity: 'hard',
      scheduledDate: '2019-06-01',
    });
    expect(wish('complete', { ...place, completed: false })).toMatchObject({ completed: false });
    expect(wish('intensity', { ...place, intensity_rating: 'easy' })).toMatchObject({ intensity: 'easy' });
    expect(wish('schedule', { ...place, scheduled_date: '2028-02-29' })).toMatchObject({
      ...{ scheduledDate: '2028-02-29', cascade: false },
    });
    expect(wish('schedule', { ...place, scheduled_date: '2026-01-07', cascade: true })).toMatchObject({
      cascade: true,
    });
  });

  it('has exercises exactly as they were sent, whatever their fields are called [P1]', () =>
    expect(wish('exercises', { ...place, exercise_logs: sets })).toMatchObject({ exerciseLogs: JSON.stringify(sets) }));

  it('is decided as it comes, or refused as the contract says [P1]', () => {
    for (const { name, decides, rejections, body, toCommand } of progressContract.commands) {
      const more = {
        'progress/intensity': { intensity_rating: 'easy' },
        'progress/exercises': { exercise_logs: sets },
      };
      const fields = { ...place, scheduled_date: '2026-01-07', ...more[name as keyof typeof more] };
      const said = Object.fromEntries(
        Object.entries(fields).filter(([field]) => field in (schemaOf(body)['properties'] as object)),
      );
      const sent = name === 'progress/bulk-sync' ? { ...said, sessions: [{ week_number: 1, day_number: 1 }] } : said;
      const command = toCommand(checked(body, sent), given);
      expect(command.type).toBe(decides);
      try {
        expect(program.decide(program.initial, command)).toHaveLength(name === 'progress/complete' ? 2 : 1);
      } catch (failure) {
        expect(failure).toBeInstanceOf(Rejection);
        expect(rejections).toContain((failure as Rejection).code);
      }
    }
  });
});

describe('a place in a program', () => {
  it.each([
    [{ week_number: 0 }, 'week_number: min'],
    [{ week_number: -1 }, 'week_number: min'],
    [{ week_number: 521 }, 'week_number: max'],
    [{ week_number: 1.5 }, 'week_number: isInt'],
    [{ week_number: '1' }, 'week_number: isInt'],
    [{ week_number: null }, 'week_number: isInt'],
    [{ week_number: undefined }, 'week_number: isInt'],
    [{ week_number: [1] }, 'week_number: isInt'],
    [{ day_number: 0 }, 'day_number: min'],
    [{ day_number: -1 }, 'day_number: min'],
    [{ day_number: 8 }, 'day_number: max'],
    [{ programId: 'a.b' }, 'programId: matches'],
    [{ programId: '' }, 'programId: matches'],
    [{ programId: undefined }, 'programId: matches'],
    [{ userId: 'somebody-else' }, 'userId: whitelistValidation'],
  ])('is none with %j [P1]', (wrong, mistake) =>
    expect(mistakes('complete', { ...place, ...wrong })).toContain(mistake),
  );
});

describe('malformed wishes', () => {
  it.each([
    ['complete', { completed_at: '2026-02-30T10:00:00Z' }, 'completed_at: isInstant'],
    ['complete', { completed_at: 'yesterday' }, 'completed_at: isInstant'],
    ['complete', { completed_at: null }, 'completed_at: isInstant'],
    ['complete', { completed_at: 1_767_603_600_000 }, 'completed_at: isInstant'],
    ['complete', { completed: 'true' }, 'completed: isBoolean'],
    ['complete', { intensity_rating: 'brutal' }, 'intensity_rating: isIn'],
    ['complete', { intensity_rating: null }, 'intensity_rating: isIn'],
    ['complete', { scheduled_date: '2026-02-29' }, 'scheduled_date: isLocalDate'],
    ['complete', { cascade: true }, 'cascade: whitelistValidation'],
    ['intensity', {}, 'intensity_rating: isIn'],
    ['intensity', { intensity_rating: 'Easy' }, 'intensity_rating: isIn'],
    ['intensity', { intensity_rating: ['easy'] }, 'intensity_rating: isIn'],
    ['schedule', {}, 'scheduled_date: isLocalDate'],
    ['schedule', { scheduled_date: null }, 'scheduled_date: isLocalDate'],
    ['schedule', { scheduled_date: '2026-01-05T00:00:00Z' }, 'scheduled_date: isLocalDate'],
    ['schedule', { scheduled_date: '2026-1-5' }, 'scheduled_date: isLocalDate'],
    ['schedule', { scheduled_date: '2026-01-05', cascade: 1 }, 'cascade: isBoolean'],
    ['exercises', {}, 'exercise_logs: isListOfObjects'],
    ['exercises', { exercise_logs: {} }, 'exercise_logs: isListOfObjects'],
    ['exercises', { exercise_logs: ['squat'] }, 'exercise_logs: isListOfObjects'],
    ['exercises', { exercise_logs: [null] }, 'exercise_logs: isListOfObjects'],
    ['exercises', { exercise_logs: Array(EXERCISE_LOGS_MAX + 1).fill({}) }, 'exercise_logs: isListOfObjects'],
    ['exercises', { exercise_logs: [{ note: 'ä'.repeat(EXERCISE_LOGS_BYTES_MAX / 2) }] }, 'exercise_logs: bytesMax'],
    ['exercises', { exercise_logs: [{ weight: 1e300 }] }, 'exercise_logs.0.weight: exactNumber'],
    ['exercises', { exercise_logs: [{ sets: Array(EXERCISE_KEYS_MAX).fill(0) }] }, 'exercise_logs.0.sets: keys'],
    ['bulk-sync', {}, 'sessions: isListOfObjects'],
    ['bulk-sync', { sessions: [] }, 'sessions: isListOfObjects'],
    ['bulk-sync', { sessions: {} }, 'sessions: isListOfObjects'],
    ['bulk-sync', { sessions: [place, null] }, 'sessions: isListOfObjects'],
    ['bulk-sync', { sessions: [[place]] }, 'sessions: isListOfObjects'],
    ['bulk-sync', { sessions: Array(SYNC_SESSIONS_MAX + 1).fill({}) }, 'sessions: isListOfObjects'],
    ['bulk-sync', { sessions: [{}], force: true }, 'force: whitelistValidation'],
    ['bulk-sync', { sessions: [{ exercise_logs: Array(SYNC_KEYS_MAX).fill(0) }] }, 'sessions.0.exercise_logs: keys'],
  ])('to %s, such as %j, are refused with path and rule [P1]', (verb, wrong, mistake) => {
    const { week_number, day_number, programId } = place;
    const right = verb === 'bulk-sync' ? { programId } : { programId, week_number, day_number };
    expect(mistakes(verb, { ...right, ...wrong })).toContain(mistake);
  });

  it('are not many exercises of many sets [P1]', () => {
    const set = { reps: 8, weight: 60, rest: 90, note: '' };
    const logs = Array.from({ length: 30 }, (_, index) => ({ exercise: index, sets: Array(9).fill(set) as object[] }));
    expect(mistakes('exercises', { ...place, exercise_logs: logs })).toEqual([]);
  });
});

describe('a bulk sync', () => {
  const session = (index: number) => ({ week_number: 1 + Math.floor(index / 7), day_number: 1 + (index % 7) });
  const sync = (...sessions: unknown[]) =>
    wish('bulk-sync', { programId: 'strength', sessions }) as Extract<ProgramCommand, { type: 'SyncWorkouts' }>;

  it('of a thousand workouts, each with all its fields, is none too many keys [P1]', () => {
    const sessions = Array.from({ length: SYNC_SESSIONS_MAX }, (_, index) => ({
      ...session(index),
      ...{
        completed: true,
        completed_at: '2025-01-05T19:00:00Z',
        intensity_rating: 'easy',
        at: '2025-01-05T19:01:00Z',
      },
      ...{ scheduled_date: '2025-01-05', exercise_logs: [{ exercise: 'squat', sets: [{ reps: 5, weight: 80 }] }] },
    }));
    expect(SYNC_SESSIONS_MAX * 8).toBeGreaterThan(KEYS_MAX);
    const command = sync(...sessions);
    expect(new Set(syncResults(program.initial, command).map(({ status }) => status))).toEqual(new Set(['applied']));
    expect(program.decide(program.initial, command)).toHaveLength(4 * SYNC_SESSIONS_MAX);
  });

  it('carries each workout as it was sent, exercises exactly, and when it was written down [P1] [I-22]', () =>
    expect(sync({ ...session(0), exercise_logs: sets, at: '2025-12-24T19:00:00.000Z' }).sessions).toEqual([
      {
        ...{ week: 1, day: 1, completed: true, completedAt: undefined, intensity: undefined, scheduledDate: undefined },
        ...{ exerciseLogs: JSON.stringify(sets), writtenAt: Date.parse('2025-12-24T19:00:00.000Z') },
      },
    ]));

  it.each([
    [{ week_number: 0, day_number: 1 }, 0, 1, ['sessions.1.week_number: min']],
    [{ week_number: 1, day_number: -1 }, 1, -1, ['sessions.1.day_number: min']],
    [{ day_number: 1 }, null, 1, expect.arrayContaining(['sessions.1.week_number: isInt'])],
    [{ week_number: '1', day_number: 1 }, null, 1, expect.arrayContaining(['sessions.1.week_number: isInt'])],
    [{ week_number: 1.5, day_number: 1 }, 1.5, 1, ['sessions.1.week_number: isInt']],
    [{ ...session(1), intensity_rating: 'brutal' }, 1, 2, ['sessions.1.intensity_rating: isIn']],
    [{ ...session(1), scheduled_date: '2026-02-30' }, 1, 2, ['sessions.1.scheduled_date: isLocalDate']],
    [{ ...session(1), completed_at: 'now' }, 1, 2, ['sessions.1.completed_at: isInstant']],
    [{ ...session(1), at: 'now' }, 1, 2, ['sessions.1.at: isInstant']],
    [{ ...session(1), toString: 1 }, 1, 2, ['sessions.1.toString: whitelistValidation']],
    [{ ...session(1), exercise_logs: [7] }, 1, 2, ['sessions.1.exercise_logs: isListOfObjects']],
  ])('takes the others where one is %j, and tells what is wrong with it [P1]', (wrong, week, day, told) => {
    const results = syncResults(program.initial, sync(session(0), wrong, session(2)));
    expect(results.map(({ status }) => status)).toEqual(['applied', 'rejected', 'applied']);
    const { error, ...rejected } = results[1]!;
    expect(rejected).toEqual({ week_number: week, day_number: day, status: 'rejected' });
    expect(error?.code).toBe('request/invalid');
    const details = error?.details as readonly { path: string; rule: string }[];
    expect(details.map(({ path, rule }) => `${path}: ${rule}`)).toEqual(told);
  });

  it('tells of any number that was sent for a week or a day, and says so [P1] [G4]', () => {
    const number = { type: ['number', 'null'] };
    expect(schemaOf(SyncResultShown)['properties']).toMatchObject({ week_number: number, day_number: number });
  });

  it('is described with its limits and with what a workout of it may say', () =>
    expect(schemaOf(SyncWorkoutsDto)['properties']).toMatchObject({
      sessions: {
        ...{ type: 'array', minItems: 1, maxItems: SYNC_SESSIONS_MAX },
        items: { $ref: '#/components/schemas/SyncedSessionDto' },
      },
    }));
});

describe('every command and question about progress', () => {
  it('has a name, a route under its program, and fields for all that stands in the path', () => {
    const shapes = [
      ...progressContract.commands.map(({ name, route, body }) => ({ name, route, shape: body })),
      ...progressContract.queries.map(({ name, route, query }) => ({ name, route, shape: query })),
    ];
    expect(new Set(shapes.map(({ name }) => name)).size).toBe(7);
    expect(new Set(shapes.map(({ route }) => `${route.method} ${route.path}`)).size).toBe(7);
    for (const { route, shape } of shapes) {
      const named = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(named).toContain('programId');
      expect(schemaOf(shape)['required']).toEqual(expect.arrayContaining(named));
    }
  });
});
