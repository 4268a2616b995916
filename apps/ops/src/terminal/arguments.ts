import { isInstant, isKey } from '@tidemark/contracts';
import { fromIso, isZone, zoneRefusal, type Instant } from '@tidemark/domain';
import { InvalidArgumentError, Option } from 'commander';

const LOCAL_DATE = /^\d{4}-\d\d-\d\d$/;
const REASON_LENGTH_MAX = 500;

/** Words of the command line become what they mean, or a sentence says what they should have been. */
export const asKey = (text: string): string => {
  if (!isKey(text)) throw new InvalidArgumentError('It must be 1 to 64 of letters, digits, _ and -.');
  return text;
};

export const asInstant = (text: string): Instant => {
  if (!isInstant(text)) throw new InvalidArgumentError('It must be an ISO-8601 instant such as 2026-11-21T09:00:00Z.');
  return fromIso(text);
};

export const asDate = (text: string): string => {
  const isDate = LOCAL_DATE.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  if (!isDate) throw new InvalidArgumentError('It must be a date such as 2026-11-21.');
  return text;
};

export const asZone = (text: string): string => {
  if (!isZone(text)) throw new InvalidArgumentError(`It ${zoneRefusal(text)}`);
  return text;
};

export const asWhole =
  (least: number, most: number) =>
  (text: string): number => {
    const whole = Number(text);
    if (!/^\d+$/.test(text) || whole < least || whole > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return whole;
  };

export const asReason = (text: string): string => {
  const reason = text.trim();
  if (reason === '' || reason.length > REASON_LENGTH_MAX) {
    throw new InvalidArgumentError(`It must be 1 to ${REASON_LENGTH_MAX} characters.`);
  }
  return reason;
};

/** Whoever changes something says why. */
export const reasonOption = () =>
  new Option('--reason <words>', 'why; kept in the audit').makeOptionMandatory().argParser(asReason);
