import { audited } from '../audit/audited';
import { reasonOption } from '../terminal/arguments';
import type { AddCommand, Desk, Answer, Work } from '../terminal/desk';
import type { Command } from 'commander';
import { settleLetter, type LetterWish } from './settled-letter';

export const addRetryLetter: AddCommand = (parent, desk) =>
  addSettling(parent, desk, 'retry', 'Applies it after all; where that fails, it stays.');

export const addSkipLetter: AddCommand = (parent, desk) =>
  addSettling(parent, desk, 'skip', 'Drops it: nobody will ever apply it.');

function addSettling(parent: Command, desk: Desk, action: 'retry' | 'skip', description: string): void {
  const command = parent
    .command(action)
    .argument('<letter>', 'as the list names it, such as timer/checkpoints/3.17')
    .description(description)
    .addOption(reasonOption());
  desk.does(command, (work: Work, { reason }: { readonly reason: string }, letter: string) =>
    settle(work, { action, letter, reason }),
  );
}

async function settle(work: Work, wish: LetterWish): Promise<Answer> {
  const { action, letter, reason } = wish;
  const { settled } = await audited(work, { action: `dead-letter/${action}`, subject: letter, reason }, () =>
    settleLetter(work.access, wish),
  );
  return {
    json: { letter, action, settled },
    text: (paint) => paint('green', action === 'retry' ? `${letter} is applied.` : `${letter} is dropped.`),
  };
}
