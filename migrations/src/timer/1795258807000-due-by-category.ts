import { dueByCategory } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

/** A midnight lets a million days fall due at once, and the timers among them must be found all the same. */
export const timerDueByCategory = forwardMigration('TimerDueByCategory1795258807000', dueByCategory('timer'));
