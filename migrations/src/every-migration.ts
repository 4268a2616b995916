import { accountsCopiesForget } from './accounts/1795258832000-copies-forget';
import { accountsErasures } from './accounts/1795258831000-erasures';
import { accountsRefreshTokens } from './accounts/1795258803000-refresh-tokens';
import { accountsUsers } from './accounts/1795258802000-users';
import type { ForwardMigration } from './forward-migration';
import { opsAudit } from './ops/1795258830000-audit';
import { opsReadOnlyRole } from './ops/1795258817000-read-only-role';
import { progressClockedTime } from './progress/1795258816000-clocked-time';
import { progressDailyStats } from './progress/1795258810000-daily-stats';
import { progressDrafts } from './progress/1795258815000-drafts';
import { progressEventLog } from './progress/1795258804000-event-log';
import { progressDueByCategory } from './progress/1795258808000-due-by-category';
import { progressReplays } from './progress/1795258821000-replays';
import { schedulerResetBuckets } from './scheduler/1795258813000-reset-buckets';
import { schedulerTasks } from './scheduler/1795258805000-tasks';
import { timerCheckpoints } from './timer/1795258801000-checkpoints';
import { timerDueByCategory } from './timer/1795258807000-due-by-category';
import { timerReplays } from './timer/1795258820000-replays';
import { timerZoneDatabase } from './timer/1795258809000-zone-database';
import { timerEventLog } from './timer/1795258800000-event-log';
import { timerPresence } from './timer/1795258806000-presence';

/** In the order in which they were written; a service is in one folder, the order goes across all of them. */
export const everyMigration: readonly ForwardMigration[] = [
  timerEventLog,
  timerCheckpoints,
  accountsUsers,
  accountsRefreshTokens,
  progressEventLog,
  schedulerTasks,
  timerPresence,
  timerDueByCategory,
  progressDueByCategory,
  timerZoneDatabase,
  progressDailyStats,
  schedulerResetBuckets,
  progressDrafts,
  progressClockedTime,
  opsReadOnlyRole,
  timerReplays,
  progressReplays,
  opsAudit,
  accountsErasures,
  accountsCopiesForget,
];
