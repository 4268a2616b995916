import { HOUR, MINUTE, type Instant } from '@tidemark/domain';

/** A job that comes round by itself, for nobody in particular. */
export interface RepeatingJob {
  readonly taskType: 'checkpoint_cleanup' | 'draft_cleanup';
  /** When it rings, in UTC; `everyMs` says the same to those who calculate. */
  readonly cronExpression: string;
  readonly everyMs: number;
  /** The task on the bus that does the work; doing it twice does no harm. */
  readonly task: string;
  readonly timeoutMs: number;
}

/** Every repeating job there is. */
export const repeatingJobs: readonly RepeatingJob[] = [
  {
    taskType: 'checkpoint_cleanup',
    cronExpression: '0 * * * *',
    everyMs: HOUR,
    task: 'checkpoint-cleanup',
    timeoutMs: 5 * MINUTE,
  },
  {
    taskType: 'draft_cleanup',
    cronExpression: '0 * * * *',
    everyMs: HOUR,
    task: 'draft-cleanup',
    timeoutMs: 5 * MINUTE,
  },
];

/** The next round instant after this one. */
export function nextExecutionAt({ everyMs }: Pick<RepeatingJob, 'everyMs'>, after: Instant): Instant {
  return (Math.floor(after / everyMs) + 1) * everyMs;
}
