import { forwardMigration } from '../forward-migration';

/** By which zone database the days at hand were planned; one row [I-19]. */
export const timerZoneDatabase = forwardMigration('TimerZoneDatabase1795258809000', [
  `
CREATE TABLE timer.zone_database (
  one        boolean     PRIMARY KEY DEFAULT true CHECK (one),
  version    text        NOT NULL,
  checked_at timestamptz NOT NULL DEFAULT clock_timestamp()
)`,
  `GRANT SELECT, INSERT, UPDATE ON timer.zone_database TO tidemark_timer`,
]);
