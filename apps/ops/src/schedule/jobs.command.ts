import type { QueueStanding } from '@tidemark/contracts';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { moment, span } from '../terminal/moments';
import { table } from '../terminal/table';
import type { Paint } from '../terminal/terminal';
import { addJobRetry } from './job-retry.command';
import { scheduleJson, scheduleOf } from './schedule.query';

export const addJobs: AddCommand = (parent, desk) => {
  const group = parent.command('jobs').description('Shows what is done by itself, and rings again for what failed.');
  const command = group
    .command('list', { isDefault: true })
    .description(
      'Shows what is done by itself, when it is due, and what failed and why; a job that failed stays due and is tried again.',
    );
  desk.does(command, show);
  addJobRetry(group, desk);
};

async function show({ access }: Work): Promise<Answer> {
  const schedule = await scheduleOf(access);
  const { queues, jobs, resets } = schedule;
  return {
    json: scheduleJson(schedule),
    text: (paint) => {
      const cells = jobs.map(({ job, cronExpression, lastAt, nextAt, restMs }) => [
        job,
        cronExpression,
        moment(lastAt),
        moment(nextAt),
        restMs < 0 ? `overdue for ${span(-restMs)}` : `in ${span(restMs)}`,
      ]);
      const { waiting, overdue, resting, lastAt } = resets;
      return [
        table(['job', 'every', 'last done', 'due', 'when'], cells, paint),
        '',
        `daily resets: ${waiting} waiting, of which ${overdue} overdue; ${resting} at rest; the last one ${moment(lastAt)}`,
        '',
        queues
          ? queuesText(queues, paint)
          : paint('yellow', 'Nothing is known of the queues: the scheduler cannot be asked.'),
      ].join('\n');
    },
  };
}

function queuesText(queues: readonly QueueStanding[], paint: Paint): string {
  if (queues.length === 0) return paint('yellow', 'Redis is away: nothing rings, and the sweep does what is due.');
  const standing = queues.map(({ queue, waiting, delayed, active, failed }) => [
    queue,
    delayed,
    waiting,
    active,
    failed,
  ]);
  const failures = queues.flatMap(({ failures: failed }) =>
    failed.map(({ id, job, failedAt, tries, reason }) => [id, job, failedAt, tries, reason]),
  );
  return [
    table(['queue', 'to ring', 'waiting', 'at work', 'failed'], standing, paint),
    ...(failures.length > 0 ? ['', table(['id', 'failed', 'at', 'tries', 'why'], failures, paint)] : []),
  ].join('\n');
}
