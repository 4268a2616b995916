import type { JobsRetried } from '@tidemark/contracts';
import { taskSubject } from '@tidemark/messaging';
import { audited } from '../audit/audited';
import { reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { misused } from '../terminal/failure';

const ANSWER_WITHIN_MS = 30_000;

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
  const { retried } = await audited(work, deed, () =>
    work.access.ask<JobsRetried>(taskSubject('retry-jobs'), { jobId }, ANSWER_WITHIN_MS),
  );
  return {
    json: { retried },
    text: (paint) => (retried === 0 ? 'Nothing was given up.' : paint('green', `It rings again for ${retried} jobs.`)),
  };
}
