import { lettersTask, type LettersSettled } from '@tidemark/service-kit';
import type { Access } from '../access/access';
import { misused } from '../terminal/failure';

/** Fetching what a fact is missing may take a while. */
const ANSWER_WITHIN_MS = 60_000;
/** How a letter is named: the service that keeps it, whoever could not apply it, and its place. */
const LETTER = /^(?<service>timer|progress|scheduler)\/(?<consumer>[^/]+)\/(?<place>[^/]+)$/;

/** What is to become of a dead letter, which is named as the list names it. */
export interface LetterWish {
  readonly action: 'retry' | 'skip' | 'edit';
  readonly letter: string;
  readonly reason: string;
  /** What to apply in its place, where it is edited. */
  readonly body?: string;
}

/** Asks the service that keeps the letter to deal with it; whoever calls this keeps it in the audit. */
export async function settleLetter(
  access: Access,
  { action, letter, reason, body }: LetterWish,
): Promise<LettersSettled> {
  const { service, consumer, place } = letterNamed(letter);
  return access.ask(lettersTask(service), { action, consumer, place, reason, body }, ANSWER_WITHIN_MS);
}

/** The parts of the name of a letter. */
export function letterNamed(letter: string): { service: string; consumer: string; place: string } {
  const { service, consumer, place } = LETTER.exec(letter)?.groups ?? {};
  if (service === undefined || consumer === undefined || place === undefined) {
    throw misused(`${letter} is not the name of a dead letter; the list has them.`);
  }
  return { service, consumer, place };
}
