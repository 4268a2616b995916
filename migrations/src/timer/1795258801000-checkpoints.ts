import { forwardMigration } from '../forward-migration';

/** The saved states of timers [T6]: a projection, which can be made again from the events at any time. */
export const timerCheckpoints = forwardMigration('TimerCheckpoints1795258801000', [
  `
CREATE TABLE timer.checkpoints (
  user_id         text        NOT NULL COLLATE "C",
  version         integer     NOT NULL CHECK (version > 0),
  position        bigint      NOT NULL CHECK (position > 0),
  lane            integer     NOT NULL,
  event_id        uuid        NOT NULL,
  checkpoint_type text        NOT NULL CHECK (
    checkpoint_type ~ '^(WORK|SHORT_BREAK|LONG_BREAK)_(STARTED|PAUSED|RESUMED|INTERRUPTED|COMPLETED)$'),
  task_id         text        NULL,
  remaining_ms    bigint      NOT NULL CHECK (remaining_ms >= 0),
  session_type    text        NOT NULL CHECK (session_type IN ('work', 'short_break', 'long_break')),
  is_paused       boolean     NOT NULL,
  round_number    integer     NOT NULL CHECK (round_number > 0),
  preset_type     text        NOT NULL CHECK (preset_type IN ('short', 'long', 'custom')),
  last_active_at  timestamptz NULL,
  at              timestamptz NOT NULL,
  PRIMARY KEY (user_id, version)
)`,
  // For the removal of old ones [T9]; newest first of a user is the primary key read backwards.
  `CREATE INDEX checkpoints_by_age ON timer.checkpoints (at)`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON timer.checkpoints TO tidemark_timer`,
]);
