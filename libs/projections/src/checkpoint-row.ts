import { checkpointOf, type TimerEvent } from '@tidemark/domain';
import { eventOf, type RecordedEvent } from '@tidemark/event-log';

/** A row of `checkpoints`, by the names of its columns; instants are milliseconds. */
export type CheckpointRow = NonNullable<ReturnType<typeof checkpointRow>>;

/** The row that an event of a timer makes, or nothing where it is no transition [T6]. */
export function checkpointRow(recorded: RecordedEvent) {
  const checkpoint = checkpointOf(eventOf<TimerEvent>(recorded));
  if (!checkpoint) return undefined;
  return {
    user_id: recorded.userId,
    version: recorded.version,
    position: recorded.position,
    lane: recorded.lane,
    event_id: recorded.eventId,
    checkpoint_type: checkpoint.checkpointType,
    task_id: checkpoint.taskId,
    remaining_ms: checkpoint.remainingMs,
    session_type: checkpoint.sessionType,
    is_paused: checkpoint.isPaused,
    round_number: checkpoint.roundNumber,
    preset_type: checkpoint.presetType,
    last_active_at: checkpoint.lastActiveAt,
    at: checkpoint.at,
  };
}
