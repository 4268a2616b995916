import { eventLogSchema } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

export const progressEventLog = forwardMigration(
  'ProgressEventLog1795258804000',
  eventLogSchema('progress', 'tidemark_progress'),
);
