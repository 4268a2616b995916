import { Module, type DynamicModule } from '@nestjs/common';
import { DatabaseClock, EventLog } from '@tidemark/event-log';
import { databaseClock } from '../clock-watch';
import { Database } from '../database';
import { metrics, showLetters, showLogStanding } from '../metrics';
import { tracedAppend } from '../tracing';

/** The event log of one service: its connections, the log on them, and the database's clock. */
@Module({})
export class EventLogModule {
  /** `schema` names the service as well: its role is `tidemark_<schema>`. */
  static in(schema: string): DynamicModule {
    return {
      module: EventLogModule,
      global: true,
      providers: [
        Database.in({ schema, role: `tidemark_${schema}` }),
        { provide: EventLog, inject: [Database], useFactory: (database: Database) => openLog(database, schema) },
        databaseClock,
      ],
      exports: [Database, EventLog, DatabaseClock],
    };
  }
}

async function openLog(database: Database, schema: string): Promise<EventLog> {
  const log = await EventLog.open(database, schema, {
    batch: ({ size, durationMs }) => {
      metrics.appendBatchSize.observe(size);
      metrics.appendSeconds.observe(durationMs / 1_000);
    },
    around: tracedAppend,
  });
  metrics.appendsWaiting.ask(() => [{ labels: { schema }, value: log.waiting }]);
  showLogStanding(database, schema);
  showLetters(database, schema, 'dead_letters');
  return log;
}
