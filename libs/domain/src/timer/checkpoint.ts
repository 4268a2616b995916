import { unreachable, type Instant } from '../decider';
import type { PresetType, SessionType } from './settings';
import type { Session, TimerEvent } from './timer-words';

type Phase = 'WORK' | 'SHORT_BREAK' | 'LONG_BREAK';
type Transition = 'STARTED' | 'PAUSED' | 'RESUMED' | 'INTERRUPTED' | 'COMPLETED';

/** `WORK_STARTED` and the like: the session, and what became of it. */
export type CheckpointType = `${Phase}_${Transition}`;

/** The saved state of a timer at a transition [T6]. */
export interface Checkpoint {
  readonly checkpointType: CheckpointType;
  readonly taskId: string | null;
  readonly remainingMs: number;
  readonly sessionType: SessionType;
  readonly isPaused: boolean;
  readonly roundNumber: number;
  readonly presetType: PresetType;
  readonly lastActiveAt: Instant;
  readonly at: Instant;
}

/** The checkpoint that an event makes, or nothing where it is no transition. */
export function checkpointOf(event: TimerEvent): Checkpoint | null {
  switch (event.type) {
    case 'SessionStarted':
      return checkpoint(event.data, 'STARTED', event.data.startedAt, event.data.durationMs, event.data.lastActiveAt);
    case 'SessionPaused':
      return checkpoint(event.data, 'PAUSED', event.data.pausedAt, event.data.remainingMs);
    case 'SessionResumed':
      return checkpoint(event.data, 'RESUMED', event.data.resumedAt, event.data.remainingMs);
    case 'SessionInterrupted':
      return checkpoint(
        event.data,
        'INTERRUPTED',
        event.data.interruptedAt,
        event.data.remainingMs,
        event.data.lastActiveAt,
      );
    case 'SessionCompleted':
      return checkpoint(event.data, 'COMPLETED', event.data.completedAt, 0, event.data.lastActiveAt);
    case 'SessionExtended':
    case 'NextSessionDropped':
    case 'StopMovedEarlier':
    case 'TaskSelected':
    case 'UnattendedNoted':
    case 'UnattendedTrimmed':
      return null;
    default:
      return unreachable(event);
  }
}

const phases: Record<SessionType, Phase> = { work: 'WORK', short_break: 'SHORT_BREAK', long_break: 'LONG_BREAK' };

function checkpoint(
  session: Session,
  transition: Transition,
  at: Instant,
  remainingMs: number,
  lastActiveAt = at,
): Checkpoint {
  const { sessionType, roundNumber, presetType, task } = session;
  return {
    checkpointType: `${phases[sessionType]}_${transition}`,
    taskId: task?.id ?? null,
    remainingMs,
    sessionType,
    isPaused: transition === 'PAUSED',
    roundNumber,
    presetType,
    lastActiveAt,
    at,
  };
}
