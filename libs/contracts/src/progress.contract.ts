import { fromIso, type MalformedSession, type ProgramCommand, type SyncedSession, type Told } from '@tidemark/domain';
import type { CommandContract, Given, QueryContract, StreamContract } from './contract';
import type { Shape } from './fields';
import {
  CompleteWorkoutDto,
  LogExercisesDto,
  ProgramQueryDto,
  ProgramShown,
  ProgramWeekQueryDto,
  RateIntensityDto,
  ScheduleWorkoutDto,
  SYNC_BYTES_MAX,
  SyncShown,
  SyncWorkoutsDto,
  SyncedSessionDto,
  WorkoutLogShown,
  type WorkoutDto,
} from './progress-shapes';
import { refusalOf } from './refusal';
import type { CommandDto } from './spoken';
import { InvalidRequest, checked } from './untrusted';

/** A bulk sync as its decider knows it. */
export type SyncCommand = Extract<ProgramCommand, { type: 'SyncWorkouts' }>;

/** So much is told of what is wrong with one workout of a bulk sync; with that of a thousand it fits into one message. */
const SYNC_MISTAKES_MAX = 3;
const SYNC_TEXT_MAX = 100;

const EVERYWHERE = ['program/at-out-of-range', 'program/too-large'];

function command<Dto extends CommandDto>(
  verb: string,
  summary: string,
  body: Shape<Dto>,
  decides: ProgramCommand['type'],
  rejections: readonly string[],
  toCommand: (dto: Dto, given: Given) => ProgramCommand,
): CommandContract<Dto, ProgramCommand> {
  const route = { method: 'post', path: `/api/progress/{programId}/${verb}` } as const;
  const name = `progress/${verb}`;
  return {
    name,
    summary,
    route,
    body,
    answer: WorkoutLogShown,
    rejections: [...rejections, ...EVERYWHERE],
    decides,
    toCommand,
  };
}

const told = ({ at, receivedAt }: Given) => ({ at, receivedAt });
const placeOf = (dto: Pick<WorkoutDto, 'week_number' | 'day_number'>) => ({
  week: dto.week_number,
  day: dto.day_number,
});

const commands = [
  command(
    'complete',
    'A workout is done, or not after all.',
    CompleteWorkoutDto,
    'CompleteWorkout',
    [],
    (dto, given) => ({ type: 'CompleteWorkout', ...told(given), ...completionOf(dto) }),
  ),
  command('intensity', 'How hard a workout felt.', RateIntensityDto, 'RateIntensity', [], (dto, given) => ({
    type: 'RateIntensity',
    ...told(given),
    ...placeOf(dto),
    intensity: dto.intensity_rating,
  })),
  command(
    'schedule',
    'When a workout is due, and all later ones with it where that is wished.',
    ScheduleWorkoutDto,
    'ScheduleWorkout',
    ['program/date-out-of-range'],
    (dto, given) => ({
      type: 'ScheduleWorkout',
      ...told(given),
      ...placeOf(dto),
      scheduledDate: dto.scheduled_date,
      cascade: dto.cascade ?? false,
    }),
  ),
  command('exercises', 'What was done in a workout.', LogExercisesDto, 'LogExercises', [], (dto, given) => ({
    type: 'LogExercises',
    ...told(given),
    ...placeOf(dto),
    exerciseLogs: JSON.stringify(dto.exercise_logs),
  })),
  {
    ...command(
      'bulk-sync',
      'Many workouts at once; each is taken or rejected by itself.',
      SyncWorkoutsDto,
      'SyncWorkouts',
      [],
      syncOf,
    ),
    answer: SyncShown,
    bodyBytesMax: SYNC_BYTES_MAX,
  },
];

const queries: QueryContract[] = [
  {
    name: 'progress/program',
    summary: 'All that is known of a program.',
    route: { method: 'get', path: '/api/progress/{programId}' },
    query: ProgramQueryDto,
    answer: ProgramShown,
  },
  {
    name: 'progress/week',
    summary: 'One week of a program.',
    route: { method: 'get', path: '/api/progress/{programId}/week/{week}' },
    query: ProgramWeekQueryDto,
    answer: ProgramShown,
  },
];

/** Everything the outside may say about progress in training programs. */
export const progressContract: StreamContract<ProgramCommand> = {
  category: 'program',
  revision: 'progress',
  kinds: ['progress'],
  kindsOf: () => ['progress'],
  partOf: (state) => {
    const { week_number: week, day_number: day } = state as WorkoutLogShown;
    return `${week}.${day}`;
  },
  commands,
  queries,
};

/** What a bulk sync says, each workout by itself: read or malformed. */
export function syncOf({ sessions }: SyncWorkoutsDto, { at, receivedAt }: Told): SyncCommand {
  return { type: 'SyncWorkouts', at, receivedAt, sessions: sessionsOf(sessions) };
}

/** Read once, though a bulk is decided and then answered, and decided again where somebody was first. */
const sessionsRead = new WeakMap<readonly object[], SyncCommand['sessions']>();

function sessionsOf(sent: readonly object[]): SyncCommand['sessions'] {
  const read = sessionsRead.get(sent) ?? sent.map(sessionOf);
  sessionsRead.set(sent, read);
  return read;
}

function completionOf(dto: Omit<CompleteWorkoutDto, keyof CommandDto | 'programId'>) {
  return {
    ...placeOf(dto),
    completed: dto.completed ?? true,
    completedAt: dto.completed_at === undefined ? undefined : fromIso(dto.completed_at),
    intensity: dto.intensity_rating,
    scheduledDate: dto.scheduled_date,
  };
}

/** A workout by the rules of its shape, or what is wrong with it. */
function sessionOf(sent: object, index: number): SyncedSession | MalformedSession {
  try {
    const { at, exercise_logs: logs, ...dto } = checked(SyncedSessionDto, sent);
    const exerciseLogs = logs === undefined ? undefined : JSON.stringify(logs);
    return { ...completionOf(dto), exerciseLogs, writtenAt: at === undefined ? undefined : fromIso(at) };
  } catch (failure) {
    if (!(failure instanceof InvalidRequest)) throw failure;
    const place = `sessions.${index}`;
    const mistakes = failure.mistakes.slice(0, SYNC_MISTAKES_MAX).map(({ path, rule, message }) => ({
      path: shortened(path ? `${place}.${path}` : place),
      rule,
      message: shortened(message),
    }));
    const { code, message, details } = refusalOf(new InvalidRequest(mistakes));
    const { week_number: week, day_number: day } = sent as Record<string, unknown>;
    return { week: numberOrNull(week), day: numberOrNull(day), malformed: { code, message, details } };
  }
}

function shortened(text: string): string {
  return text.length > SYNC_TEXT_MAX ? `${text.slice(0, SYNC_TEXT_MAX)}...` : text;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
