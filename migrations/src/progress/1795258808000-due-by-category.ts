import { dueByCategory } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

export const progressDueByCategory = forwardMigration('ProgressDueByCategory1795258808000', dueByCategory('progress'));
