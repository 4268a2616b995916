import { CLOCK_TIME, clockTimeOf } from '@tidemark/domain';
import { InvalidArgumentError } from 'commander';
import { audited } from '../audit/audited';
import { asZone, reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { runResets } from './resets-run';

export const addResetRun: AddCommand = (parent, desk) => {
  const command = parent
    .command('run')
    .argument('<zone>', 'such as Europe/Berlin', asZone)
    .argument('<HH:MM>', 'the reset time', asResetTime)
    .description(
      'Closes the days that are overdue by this zone and reset time, now; a day is closed once, however often this is asked.',
    )
    .addOption(reasonOption());
  desk.does(command, run);
};

async function run(work: Work, { reason }: { reason: string }, timezone: string, resetTime: string): Promise<Answer> {
  const asked = { timezone, resetTime, reason };
  const deed = { action: 'reset/run', subject: `${timezone} ${resetTime}`, reason };
  const done = await audited(work, deed, () => runResets(work.access, asked));
  return {
    json: { timezone, resetTime, ...done },
    text: (paint) => {
      if (done.boundaries === 0) return `Nothing is overdue in ${timezone} at ${resetTime}.`;
      return paint('green', `The days of ${done.users} users were asked for, at ${done.boundaries} boundaries.`);
    },
  };
}

function asResetTime(text: string): string {
  if (!CLOCK_TIME.test(text)) throw new InvalidArgumentError('It must be a time such as 07:00.');
  return clockTimeOf(text);
}
