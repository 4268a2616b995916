import { checkpointOf, type TimerEvent } from '@tidemark/domain';
import { eventOf, type Projection, type RecordedEvent } from '@tidemark/event-log';
import { ADD_CHECKPOINTS } from './sql';

/** One row for each transition of a timer, made of the event alone [T6]. */
export const checkpointProjection: Projection = {
  name: 'checkpoints',
  tables: ['checkpoints'],

  async apply(events, client) {
    const rows = events.filter(({ streamId }) => streamId.startsWith('timer-')).flatMap(rowOf);
    if (rows.length > 0) await client.query(ADD_CHECKPOINTS, [JSON.stringify(rows)]);
  },
};

function rowOf(recorded: RecordedEvent) {
  const checkpoint = checkpointOf(eventOf<TimerEvent>(recorded));
  if (!checkpoint) return [];
  return [
    {
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
    },
  ];
}
