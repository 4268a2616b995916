import { SECOND, type Instant } from '@tidemark/domain';
import { DatabaseClock, type ClockHooks } from '@tidemark/event-log';
import type { FactoryProvider } from '@nestjs/common';
import { Database } from './database';
import { LOGGER, type Logger } from './logger';
import { metrics } from './metrics';

/** Beyond it tokens are misjudged: it is the leeway that they are given. */
const SKEW_MAX_MS = 30 * SECOND;

/** Provides the database's clock, and watches how far the host's own is from it. */
export const databaseClock: FactoryProvider<Promise<DatabaseClock>> = {
  provide: DatabaseClock,
  inject: [Database, LOGGER],
  useFactory: (database: Database, logger: Logger) => DatabaseClock.start(database, clockWatch(logger)),
};

/** Shows the difference at every look, and warns when it begins to be too much. */
export function clockWatch(logger: Logger, hostNow: () => Instant = Date.now): ClockHooks {
  let wasFarOff = false;
  return {
    looked: (now) => {
      const skewMs = hostNow() - now;
      metrics.clockSkewSeconds.set({ reference: 'database' }, skewMs / SECOND);
      const isFarOff = Math.abs(skewMs) > SKEW_MAX_MS;
      if (isFarOff && !wasFarOff) logger.warn({ skewMs }, "This host's clock is far from the database's.");
      wasFarOff = isFarOff;
    },
  };
}
