import { replaysSchema } from '../replays-schema';
import { forwardMigration } from '../forward-migration';

export const timerReplays = forwardMigration('TimerReplays1795258820000', replaysSchema('timer'));
