import type { QueuesStanding, QueueStanding } from '@tidemark/contracts';
import { toIso, type Instant } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import type { Access } from '../access/access';
import { unlessAway } from '../access/unless-away';
import { isoOf } from '../terminal/moments';
import { REPEATING_JOBS, RESET_COUNTS } from './sql';

interface Job {
  readonly job: string;
  readonly cronExpression: string;
  readonly lastAt: Instant | null;
  readonly nextAt: Instant;
  readonly restMs: number;
}

interface ResetCounts {
  readonly waiting: number;
  readonly overdue: number;
  readonly resting: number;
  readonly lastAt: Instant | null;
}

/** What is done by itself; of the queues nothing is known while the scheduler is away. */
export interface Schedule {
  readonly queues: readonly QueueStanding[] | null;
  readonly jobs: readonly Job[];
  readonly resets: ResetCounts;
}

export async function scheduleOf(access: Access): Promise<Schedule> {
  const database = access.database('scheduler');
  const { rows: jobs } = await database.query<Job>(REPEATING_JOBS);
  const { rows } = await database.query<ResetCounts>(RESET_COUNTS);
  const resets = rows[0] ?? { waiting: 0, overdue: 0, resting: 0, lastAt: null };
  const answer = await unlessAway(() => access.ask<QueuesStanding>(taskSubject('queue-standing'), {}));
  return { queues: answer?.queues ?? null, jobs, resets };
}

export function scheduleJson({ queues, jobs, resets }: Schedule): object {
  return {
    queues,
    jobs: jobs.map(({ lastAt, nextAt, restMs, ...job }) => {
      return { ...job, lastAt: isoOf(lastAt), nextAt: toIso(nextAt), isOverdue: restMs < 0 };
    }),
    resets: { ...resets, lastAt: isoOf(resets.lastAt) },
  };
}
