import { audited } from '../audit/audited';
import { reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { misused } from '../terminal/failure';
import { retryJobs } from './jobs-retry';

interface Options {
  readonly reason: string;
  readonly all?: boolean;
}

export const addJobRetry: AddCommand = (parent, desk) => {
  const command = parent
    .command('retry')
    .argument('[job]', 'its id, as the list has it')
    .description('Rings again for a job that was given up; what is not due any more is not done twice.')
    .option('--all', 'for all that were given up')
    .addOption(reasonOption());
  desk.does(command, retry);
};

async function retry(work: Work, { reason, all = false }: Options, jobId?: string): Promise<Answer> {
  if (all === (jobId !== undefined)) throw misused('Name the id of a failed job, or say --all.');
  const deed = { action: 'job/retry', subject: jobId ?? 'all that were given up', reason };
  const { retried } = await audited(work, deed, () => retryJobs(work.access, jobId));
  return {
    json: { retried },
    text: (paint) => (retried === 0 ? 'Nothing was given up.' : paint('green', `It rings again for ${retried} jobs.`)),
  };
}
