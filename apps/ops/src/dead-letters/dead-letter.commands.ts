import type { AddCommand } from '../terminal/desk';
import { addEditLetter } from './edit-letter.command';
import { addListLetters } from './list-letters.command';
import { addRetryLetter, addSkipLetter } from './settle-letter.command';
import { addShowLetter } from './show-letter.command';

export const addDeadLetters: AddCommand = (parent, desk) => {
  const group = parent.command('dead-letters').description('Lists what could not be applied, and deals with it.');
  for (const add of [addListLetters, addShowLetter, addRetryLetter, addEditLetter, addSkipLetter]) add(group, desk);
};
