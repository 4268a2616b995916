import { lettersTask, type LettersSettled } from '@tidemark/service-kit';
import { audited } from '../audit/audited';
import { reasonOption } from '../terminal/arguments';
import type { AddCommand, Desk, Answer, Work } from '../terminal/desk';
import { misused } from '../terminal/failure';
import type { Command } from 'commander';

/** Fetching what a fact is missing may take a while. */
const ANSWER_WITHIN_MS = 60_000;
const LETTER = /^(?<service>timer|progress|scheduler)\/(?<consumer>[^/]+)\/(?<place>[^/]+)$/;

type Action = 'retry' | 'skip';

export const addRetryLetter: AddCommand = (parent, desk) =>
  addSettling(parent, desk, 'retry', 'Applies it after all; where that fails, it stays.');

export const addSkipLetter: AddCommand = (parent, desk) =>
  addSettling(parent, desk, 'skip', 'Drops it: nobody will ever apply it.');

function addSettling(parent: Command, desk: Desk, action: Action, description: string): void {
  const command = parent
    .command(action)
    .argument('<letter>', 'as the list names it, such as timer/checkpoints/3.17')
    .description(description)
    .addOption(reasonOption());
  desk.does(command, (work: Work, { reason }: { readonly reason: string }, letter: string) =>
    settle(work, action, reason, letter),
  );
}

async function settle(work: Work, action: Action, reason: string, letter: string): Promise<Answer> {
  const { service, consumer, place } = LETTER.exec(letter)?.groups ?? {};
  if (service === undefined) throw misused(`${letter} is not the name of a dead letter; the list has them.`);
  const wish = { action, consumer, place, reason };
  const { settled } = await audited(work, { action: `dead-letter/${action}`, subject: letter, reason }, () =>
    work.access.ask<LettersSettled>(lettersTask(service), wish, ANSWER_WITHIN_MS),
  );
  return {
    json: { letter, action, settled },
    text: (paint) => paint('green', action === 'retry' ? `${letter} is applied.` : `${letter} is dropped.`),
  };
}
