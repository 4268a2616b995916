import type { AddCommand } from '../terminal/desk';
import { addListLetters } from './list-letters.command';
import { addRetryLetter, addSkipLetter } from './settle-letter.command';

export const addDeadLetters: AddCommand = (parent, desk) => {
  const group = parent.command('dead-letters').description('Lists what could not be applied, and deals with it.');
  for (const add of [addListLetters, addRetryLetter, addSkipLetter]) add(group, desk);
};
