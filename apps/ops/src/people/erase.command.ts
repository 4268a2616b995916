import { taskSubject } from '@tidemark/messaging';
import { operatorIn } from '../audit/audited';
import { asKey, reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { EXIT } from '../terminal/exit-codes';
import { Failure, misused } from '../terminal/failure';
import { refuseUnknown } from './known-user';

/** Beyond this it is finished without us. */
const ANSWER_WITHIN_MS = 15_000;

interface Options {
  readonly reason: string;
  readonly yes?: boolean;
}

export const addErase: AddCommand = (parent, desk) => {
  const command = parent
    .command('erase')
    .argument('<user>', 'the id of a user', asKey)
    .description(
      'Erases all that is personal of a user, for good: in every table, on the bus, in every session of theirs. Bare facts stay under an id that leads nowhere, so that everything still adds up.',
    )
    .addOption(reasonOption())
    .option('--yes', 'without asking whether it is meant');
  desk.does(command, erase);
};

async function erase({ access, surroundings }: Work, { reason, yes }: Options, userId: string): Promise<Answer> {
  await refuseUnknown(access, userId);
  if (!yes) await confirm(surroundings, userId);
  const wish = { userId, reason, operator: operatorIn(surroundings.environment) };
  const { isErased } = await access.ask<{ isErased: boolean }>(taskSubject('erase-user'), wish, ANSWER_WITHIN_MS);
  return {
    json: { userId, isErased },
    text: (paint) =>
      isErased
        ? paint('green', `${userId} is erased. In a minute, everything is gone through once more.`)
        : paint('yellow', `${userId} is signed out for good and being erased; tidemark audit says when it is done.`),
  };
}

async function confirm({ isTerminal, ask }: Work['surroundings'], userId: string): Promise<void> {
  if (!isTerminal) throw misused('Nobody can be asked whether it is meant; --yes says so.');
  const typed = await ask(`Nothing of ${userId} can be brought back. Type the id of the user to go on: `);
  if (typed.trim() !== userId) throw new Failure(EXIT.cancelled, 'That is another id; nothing was done.');
}
