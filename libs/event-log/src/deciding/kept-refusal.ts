import { Rejection } from '@tidemark/domain';

/** A refusal as it stands beside its command's key: its code, or all of it where it says more than its code does. */
export function keptRefusal({ code, message, details }: Rejection): string {
  const isPlain = Object.keys(details).length === 0 && message === new Rejection(code).message;
  return isPlain ? code : JSON.stringify([code, message, details]);
}

/** The inverse of `keptRefusal`: every repetition is refused in the words of the first time. */
export function refusalKept(text: string): Rejection {
  if (!text.startsWith('[')) return new Rejection(text);
  const [code, message, details] = JSON.parse(text) as [string, string, Record<string, unknown>];
  return new Rejection(code, message, details);
}
