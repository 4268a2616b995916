import { checked, OneOf, Text } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import type { Logger } from '../logger';

const NAME_LENGTH_MAX = 100;
const REASON_LENGTH_MAX = 500;
/** Who may decide what becomes of a letter. */
const CALLERS: readonly string[] = ['ops', 'gateway'];

/** Something that could not be applied and was put aside. */
export interface Letter {
  /** Applies it, and then it is gone; where it cannot be applied, it stays. */
  again(): Promise<void>;
  /** Nobody will ever apply it. */
  drop(): Promise<void>;
}

/** Where a service keeps what it could not apply, for each of its consumers. */
export interface LetterBox {
  /** Usually one; a bus that was wiped may have used a place twice. */
  lettersAt(consumer: string, place: string): Promise<readonly Letter[]>;
}

/** How many letters were dealt with. */
export interface LettersSettled {
  readonly settled: number;
}

/** Where a service is asked to deal with its letters; it is named by its schema. */
export const lettersTask = (schema: string) => taskSubject(`settle-letters-${schema}`);

class SettleLettersDto {
  @OneOf(['retry', 'skip']) action!: 'retry' | 'skip';
  @Text(1, NAME_LENGTH_MAX) consumer!: string;
  @Text(1, NAME_LENGTH_MAX) place!: string;
  @Text(1, REASON_LENGTH_MAX) reason!: string;
}

/** Tries letters again or drops them, for whoever may ask; the reason goes into the log. */
export async function settleLetters(
  box: LetterBox,
  wish: object,
  { caller, logger }: { readonly caller: string; readonly logger: Logger },
): Promise<LettersSettled> {
  if (!CALLERS.includes(caller)) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
  const { action, consumer, place, reason } = checked(SettleLettersDto, wish);
  const letters = await box.lettersAt(consumer, place);
  if (letters.length === 0) throw new Rejection('dead-letter/not-found', 'There is no such dead letter.');
  for (const letter of letters) {
    if (action === 'skip') await letter.drop();
    else await tryAgain(letter);
  }
  logger.warn({ action, consumer, place, reason, caller }, 'A dead letter was dealt with.');
  return { settled: letters.length };
}

async function tryAgain(letter: Letter): Promise<void> {
  try {
    await letter.again();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Rejection('dead-letter/still-dead', `It still cannot be applied: ${why}`);
  }
}
