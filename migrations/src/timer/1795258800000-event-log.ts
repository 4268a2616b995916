import { eventLogSchema } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

export const timerEventLog = forwardMigration('TimerEventLog1795258800000', eventLogSchema('timer', 'tidemark_timer'));
