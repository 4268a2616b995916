import { toIso, type Instant } from '@tidemark/domain';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { isoOf, moment, span } from '../terminal/moments';
import { table } from '../terminal/table';
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

export const addJobs: AddCommand = (parent, desk) => {
  const command = parent
    .command('jobs')
    .description('Shows what is done by itself, when it was done and when it is due; a job that fails stays due.');
  desk.does(command, show);
};

async function show({ access }: Work): Promise<Answer> {
  const database = access.database('scheduler');
  const { rows: jobs } = await database.query<Job>(REPEATING_JOBS);
  const { rows } = await database.query<ResetCounts>(RESET_COUNTS);
  const resets = rows[0] ?? { waiting: 0, overdue: 0, resting: 0, lastAt: null };
  return {
    json: {
      jobs: jobs.map(({ lastAt, nextAt, restMs, ...job }) => {
        return { ...job, lastAt: isoOf(lastAt), nextAt: toIso(nextAt), isOverdue: restMs < 0 };
      }),
      resets: { ...resets, lastAt: isoOf(resets.lastAt) },
    },
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
      ].join('\n');
    },
  };
}
