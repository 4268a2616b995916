import { checked, InvalidRequest, OneOf, Optional, Text } from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { taskSubject } from '@tidemark/messaging';
import type { Logger } from '../logger';

const NAME_LENGTH_MAX = 100;
const REASON_LENGTH_MAX = 500;
/** As much as one message may hold, and its frame. */
const BODY_LENGTH_MAX = 900_000;
/** Who may decide what becomes of a letter. */
const CALLERS: readonly string[] = ['ops', 'gateway'];

/** Something that could not be applied and was put aside. */
export interface Letter {
  /** Applies it, and then it is gone; where it cannot be applied, it stays. */
  again(): Promise<void>;
  /** Applies this in its place; there is no such thing where the letter is an event, which is never changed. */
  correct?(body: string): Promise<void>;
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
  @OneOf(['retry', 'skip', 'edit']) action!: 'retry' | 'skip' | 'edit';
  @Text(1, NAME_LENGTH_MAX) consumer!: string;
  @Text(1, NAME_LENGTH_MAX) place!: string;
  @Text(1, REASON_LENGTH_MAX) reason!: string;
  @Optional() @Text(1, BODY_LENGTH_MAX) body?: string;
}

/** Tries letters again, as they are or corrected, or drops them, for whoever may ask; the reason goes into the log. */
export async function settleLetters(
  box: LetterBox,
  wish: object,
  { caller, logger }: { readonly caller: string; readonly logger: Logger },
): Promise<LettersSettled> {
  if (!CALLERS.includes(caller)) throw new Rejection('auth/forbidden', `${caller} may not do this.`);
  const { action, consumer, place, reason, body } = checked(SettleLettersDto, wish);
  const letters = await box.lettersAt(consumer, place);
  if (letters.length === 0) throw new Rejection('dead-letter/not-found', 'There is no such dead letter.');
  if (action === 'edit') await correct(letters, body);
  else for (const letter of letters) await (action === 'skip' ? letter.drop() : tryAgain(() => letter.again()));
  logger.warn({ action, consumer, place, reason, caller }, 'A dead letter was dealt with.');
  return { settled: letters.length };
}

async function correct([letter, another]: readonly Letter[], body: string | undefined): Promise<void> {
  if (body === undefined)
    throw new InvalidRequest([{ path: 'body', rule: 'isDefined', message: 'Say what to apply.' }]);
  const apply = another ? undefined : letter?.correct;
  if (!apply)
    throw new Rejection('dead-letter/not-editable', 'An event is never changed, nor are two letters at once.');
  await tryAgain(() => apply(body));
}

async function tryAgain(apply: () => Promise<void>): Promise<void> {
  try {
    await apply();
  } catch (error) {
    if (error instanceof InvalidRequest) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new Rejection('dead-letter/still-dead', `It still cannot be applied: ${why}`);
  }
}
