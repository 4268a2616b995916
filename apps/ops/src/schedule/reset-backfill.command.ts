import type { DaysClosed } from '@tidemark/contracts';
import { toIso } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import { audited } from '../audit/audited';
import { refuseUnknown } from '../people/known-user';
import { asDate, asKey, reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { misused } from '../terminal/failure';

/** Somebody may have lived here for years. */
const ANSWER_WITHIN_MS = 60_000;

interface Options {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

interface Backfilled {
  readonly days: number;
  readonly restoredDays: readonly string[];
  readonly restoredResets: readonly string[];
}

export const addResetBackfill: AddCommand = (parent, desk) => {
  const command = parent
    .command('backfill')
    .argument('<user>', 'the id of a user', asKey)
    .description(
      'Brings back days and resets of a user that should be there and are not; what is there is neither changed nor doubled.',
    )
    .requiredOption('--from <date>', 'the first local date', asDate)
    .requiredOption('--to <date>', 'the last one', asDate)
    .addOption(reasonOption());
  desk.does(command, backfill);
};

/** What is overdue is closed as the scheduler would have it; what was closed is entered into the books anew. */
async function backfill(work: Work, { from, to, reason }: Options, userId: string): Promise<Answer> {
  if (from > to) throw misused(`${from} is after ${to}.`);
  const { access } = work;
  await refuseUnknown(access, userId);
  const overdue = { boundaryAt: toIso(Date.now()), userIds: [userId] };
  const deed = { action: 'reset/backfill', subject: `${userId} ${from} ${to}`, userId, reason };
  const done = await audited(work, deed, async () => {
    const { closed } = await access.ask<DaysClosed>(taskSubject('close-days'), overdue, ANSWER_WITHIN_MS);
    const wish = { userId, from, to };
    return { closed, ...(await access.ask<Backfilled>(taskSubject('backfill-days'), wish, ANSWER_WITHIN_MS)) };
  });
  return {
    json: { userId, from, to, ...done },
    text: (paint) => {
      const { closed, days, restoredDays, restoredResets } = done;
      const lines = [
        ...(closed > 0 ? ['What was overdue is closed.'] : []),
        ...(restoredDays.length > 0 ? [`These days are there again: ${restoredDays.join(', ')}.`] : []),
        ...(restoredResets.length > 0 ? [`These resets are there again: ${restoredResets.join(', ')}.`] : []),
      ];
      return lines.length > 0 ? paint('green', lines.join('\n')) : `Nothing is missing among ${days} closed days.`;
    },
  };
}
