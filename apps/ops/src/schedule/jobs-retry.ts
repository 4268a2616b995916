import type { JobsRetried } from '@tidemark/contracts';
import { taskSubject } from '@tidemark/messaging';
import type { Access } from '../access/access';

const ANSWER_WITHIN_MS = 30_000;

/** Asks the scheduler to ring again for a job that was given up, or for all; whoever calls this keeps it in the audit. */
export function retryJobs(access: Access, jobId?: string): Promise<JobsRetried> {
  return access.ask(taskSubject('retry-jobs'), { jobId }, ANSWER_WITHIN_MS);
}
