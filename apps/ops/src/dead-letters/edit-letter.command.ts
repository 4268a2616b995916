import { readFileSync } from 'node:fs';
import { decodeFactSubject } from '@tidemark/messaging';
import { InvalidArgumentError } from 'commander';
import { audited } from '../audit/audited';
import { reasonOption } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { letterBody } from './letters.query';
import { settleLetter } from './settled-letter';

interface Options {
  readonly body: string;
  readonly reason: string;
}

export const addEditLetter: AddCommand = (parent, desk) => {
  const command = parent
    .command('edit')
    .argument('<letter>', 'as the list names it, such as progress/daily-stats-timer/7')
    .description('Applies a corrected body in its place, of the same event; where that fails, it stays as it was.')
    .requiredOption('--body <file>', 'the file with the corrected body', asBody)
    .addOption(reasonOption());
  desk.does(command, edit);
};

/** The audit keeps what it said and what it says now, until the user that it is about is erased. */
async function edit(work: Work, { body, reason }: Options, letter: string): Promise<Answer> {
  const before = await letterBody(work.access, letter);
  const deed = {
    action: 'dead-letter/edit',
    subject: letter,
    userId: decodeFactSubject(before.subject)?.userId,
    reason,
    details: { before: before.body, after: body },
  };
  const { settled } = await audited(work, deed, () =>
    settleLetter(work.access, { action: 'edit', letter, reason, body }),
  );
  return {
    json: { letter, action: 'edit', settled },
    text: (paint) => paint('green', `${letter} is applied as corrected.`),
  };
}

function asBody(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new InvalidArgumentError(`It cannot be read: ${(error as Error).message}`);
  }
}
