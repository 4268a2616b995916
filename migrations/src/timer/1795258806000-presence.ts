import { forwardMigration } from '../forward-migration';

/** The last sign of life of each user [T8]; rewritten all the time, so each page keeps room for the next version. */
export const timerPresence = forwardMigration('TimerPresence1795258806000', [
  `
CREATE TABLE timer.presence (
  user_id        text        PRIMARY KEY COLLATE "C",
  last_active_at timestamptz NOT NULL
) WITH (fillfactor = 50)`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON timer.presence TO tidemark_timer`,
]);
