/** One queue of jobs as it stands, and the last ones that were given up: `tidemark.task.queue-standing`. */
export interface QueueStanding {
  readonly queue: string;
  readonly waiting: number;
  readonly delayed: number;
  readonly active: number;
  readonly failed: number;
  readonly failures: readonly {
    /** By which it can be tried again. */
    readonly id: string;
    readonly job: string;
    readonly reason: string;
    readonly tries: number;
    readonly failedAt: string;
  }[];
}

/** All of them; empty while nobody can look into them. */
export interface QueuesStanding {
  readonly queues: readonly QueueStanding[];
}

/** How many jobs that were given up are tried again: the answer to `tidemark.task.retry-jobs`. */
export interface JobsRetried {
  readonly retried: number;
}
