import type { AddCommand, Answer, Work } from '../terminal/desk';
import { letterBody } from './letters.query';

export const addShowLetter: AddCommand = (parent, desk) => {
  const command = parent
    .command('show')
    .argument('<letter>', 'as the list names it, such as progress/daily-stats-timer/7')
    .description('Shows what a fact that was put aside says, as it came: the body, to be corrected.');
  desk.does(command, show);
};

async function show({ access }: Work, _: object, letter: string): Promise<Answer> {
  const { subject, body } = await letterBody(access, letter);
  return { json: { letter, subject, body }, text: () => body };
}
