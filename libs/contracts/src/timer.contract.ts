import {
  SECOND,
  fromIso,
  type PresetType,
  type SessionType,
  type TimerCommand,
  type TimerSettings,
} from '@tidemark/domain';
import { CommandDto, NoQueryDto, PlainCommandDto } from './spoken';
import type { CommandContract, Given, QueryContract, StreamContract } from './contract';
import {
  Described,
  Flag,
  ListOf,
  Moment,
  Nested,
  Nullable,
  OneOf,
  Optional,
  OptionalOrNull,
  Text,
  Whole,
} from './fields';

const SESSION_TYPES = ['work', 'short_break', 'long_break'] as const;
const PRESETS = ['short', 'long', 'custom'] as const;
const STATUSES = ['idle', 'waiting', 'running', 'paused'] as const;
/** One day: no session is begun longer, and no extension adds more at once. */
export const SESSION_SECONDS_MAX = 86_400;
/** So many checkpoints in one answer. */
export const CHECKPOINTS_PAGE_MAX = 200;

// ---- what may be said

/** What is being worked on. */
export class TaskDto {
  @Text(1, 128) id!: string;
  @Text(0, 500) title!: string;
}

/** What deciding about timers needs beside. */
export interface TimerGiven extends Given {
  readonly settings: TimerSettings;
}

/** A start; what it leaves open comes from what is laid out, or from the settings. */
export class StartSessionDto extends CommandDto {
  @Optional() @OneOf(SESSION_TYPES) sessionType?: SessionType;
  @Optional() @OneOf(PRESETS) presetType?: PresetType;
  @Optional() @Whole(1, SESSION_SECONDS_MAX) durationSeconds?: number;
  @OptionalOrNull() @Nested(() => TaskDto) task?: TaskDto | null;
  @Optional() @Flag('Interrupts the session under way instead of being refused.') replace?: boolean;
}

/** How much longer. */
export class ExtendSessionDto extends CommandDto {
  @Whole(1, SESSION_SECONDS_MAX) seconds!: number;
}

/** Another task, or none. */
export class SelectTaskDto extends CommandDto {
  @Nullable() @Nested(() => TaskDto) task!: TaskDto | null;
}

/** A stretch that was noted as unattended, to be taken out. */
export class TrimUnattendedDto extends CommandDto {
  @Text(1, 64) sessionId!: string;
  @Moment() from!: string;
  @Moment() to!: string;
}

/** Which page of the checkpoints. */
export class CheckpointsQueryDto {
  @Optional() @Whole(1, CHECKPOINTS_PAGE_MAX) limit?: number;
  @Optional() @Text(1, 64) cursor?: string;
}

// ---- what is answered

/** The task of a session. */
export class TaskShown {
  @Described({ type: 'string' }) id!: string;
  @Described({ type: 'string' }) title!: string;
}

/** A stretch in which no device was present. */
export class UnattendedShown {
  @Described({ type: 'string' }) sessionId!: string;
  @Moment() from!: string;
  @Moment() to!: string;
}

/** How the session before this one ended. */
export class LastSessionShown {
  @Described({ type: 'string' }) sessionId!: string;
  @OneOf(SESSION_TYPES) sessionType!: string;
  @OneOf(['completed', 'skipped', 'stopped', 'replaced', 'abandoned']) ended!: string;
  @Moment() endedAt!: string;
}

/** The timer as every client sees it. */
export class TimerShown {
  @OneOf(STATUSES, '`waiting`: the next session is laid out at full length and has not been started.') status!: string;
  @Nullable() @Described({ type: 'string' }) sessionId!: string | null;
  @OneOf(SESSION_TYPES) sessionType!: string;
  @OneOf(PRESETS) presetType!: string;
  @Whole(1, Number.MAX_SAFE_INTEGER) roundNumber!: number;
  @Whole(1, Number.MAX_SAFE_INTEGER) durationSeconds!: number;
  @Whole(0, Number.MAX_SAFE_INTEGER) remainingSeconds!: number;
  @Nullable() @Moment() startedAt!: string | null;
  @Nullable() @Moment() endsAt!: string | null;
  @Flag() isPaused!: boolean;
  @Nullable() @Nested(() => TaskShown) task!: TaskShown | null;
  @Nullable() @Moment() lastActiveAt!: string | null;
  @Nullable() @Nested(() => LastSessionShown) lastSession!: LastSessionShown | null;
  @ListOf(() => UnattendedShown) unattended!: readonly UnattendedShown[];
  @Moment() serverTime!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'How many events the timer has had.') version!: number;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Per user, only grows.') revision!: number;
}

/** The saved state of a timer at a transition [T6]. */
export class CheckpointShown {
  @Described({ type: 'string', examples: ['WORK_STARTED'] }) checkpointType!: string;
  @Nullable() @Described({ type: 'string' }) taskId!: string | null;
  @Whole(0, Number.MAX_SAFE_INTEGER) remainingSeconds!: number;
  @OneOf(SESSION_TYPES) sessionType!: string;
  @Flag() isPaused!: boolean;
  @Whole(1, Number.MAX_SAFE_INTEGER) roundNumber!: number;
  @OneOf(PRESETS) presetType!: string;
  @Nullable() @Moment() lastActiveAt!: string | null;
  @Moment() timestamp!: string;
  @Whole(1, Number.MAX_SAFE_INTEGER) version!: number;
  @Whole(1, Number.MAX_SAFE_INTEGER) position!: number;
}

/** A page of checkpoints, newest first. */
export class CheckpointsShown {
  @ListOf(() => CheckpointShown) items!: CheckpointShown[];
  @Optional() @Described({ type: 'string' }) nextCursor?: string;
}

// ---- how it is said

const OUT_OF_RANGE = 'timer/at-out-of-range';

function command<Dto extends CommandDto>(
  verb: string,
  summary: string,
  body: new () => Dto,
  decides: TimerCommand['type'],
  rejections: readonly string[],
  toCommand: (dto: Dto, given: TimerGiven) => TimerCommand,
): CommandContract<Dto, TimerCommand> {
  return {
    name: `timer/${verb}`,
    summary,
    route: { method: 'post', path: `/api/timer/${verb}` },
    body,
    answer: TimerShown,
    rejections: [...rejections, OUT_OF_RANGE],
    decides,
    toCommand,
  };
}

const told = ({ at, receivedAt }: TimerGiven) => ({ at, receivedAt });

const commands = [
  command('start', 'Start a session.', StartSessionDto, 'StartSession', ['timer/already-running'], (dto, given) => ({
    type: 'StartSession',
    ...told(given),
    sessionId: given.newId,
    settings: given.settings,
    sessionType: dto.sessionType,
    presetType: dto.presetType,
    durationMs: dto.durationSeconds === undefined ? undefined : dto.durationSeconds * SECOND,
    task: dto.task,
    replace: dto.replace,
  })),
  command(
    'pause',
    'Pause the running session.',
    PlainCommandDto,
    'PauseSession',
    ['timer/not-running'],
    (_, given) => ({
      type: 'PauseSession',
      ...told(given),
    }),
  ),
  command(
    'resume',
    'Go on with the paused session.',
    PlainCommandDto,
    'ResumeSession',
    ['timer/not-paused'],
    (_, given) => ({
      type: 'ResumeSession',
      ...told(given),
    }),
  ),
  command(
    'skip',
    'Leave this session and start the next.',
    PlainCommandDto,
    'SkipSession',
    ['timer/nothing-to-skip'],
    (_, given) => ({
      type: 'SkipSession',
      ...told(given),
      sessionId: given.newId,
      settings: given.settings,
    }),
  ),
  command('stop', 'Stop; asking twice is no error.', PlainCommandDto, 'StopSession', [], (_, given) => ({
    type: 'StopSession',
    ...told(given),
  })),
  command(
    'extend',
    'Add seconds to the running session.',
    ExtendSessionDto,
    'ExtendSession',
    ['timer/not-running'],
    (dto, given) => ({
      type: 'ExtendSession',
      ...told(given),
      addedMs: dto.seconds * SECOND,
    }),
  ),
  command('task', 'Choose what is being worked on.', SelectTaskDto, 'SelectTask', [], (dto, given) => ({
    type: 'SelectTask',
    ...told(given),
    task: dto.task,
  })),
  command(
    'trim',
    'Take unattended time out of a session.',
    TrimUnattendedDto,
    'TrimUnattended',
    ['timer/nothing-to-trim'],
    (dto, given) => ({
      type: 'TrimUnattended',
      ...told(given),
      sessionId: dto.sessionId,
      fromAt: fromIso(dto.from),
      toAt: fromIso(dto.to),
    }),
  ),
];

const queries: QueryContract[] = [
  {
    name: 'timer/view',
    summary: 'The timer as it stands now.',
    route: { method: 'get', path: '/api/timer' },
    query: NoQueryDto,
    answer: TimerShown,
  },
  {
    name: 'timer/checkpoints',
    summary: 'The saved states of the timer, newest first.',
    route: { method: 'get', path: '/api/timer/checkpoints' },
    query: CheckpointsQueryDto,
    answer: CheckpointsShown,
  },
];

/** Everything the outside may say to a timer. */
export const timerContract: StreamContract<TimerCommand, TimerGiven> = {
  category: 'timer',
  revision: 'timer',
  kinds: ['timer'],
  kindsOf: () => ['timer'],
  commands,
  queries,
};
