import { replaysSchema } from '../replays-schema';
import { forwardMigration } from '../forward-migration';

export const progressReplays = forwardMigration('ProgressReplays1795258821000', replaysSchema('progress'));
