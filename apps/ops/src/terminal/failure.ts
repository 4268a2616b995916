import type { Refusal } from '@tidemark/contracts';
import { ConfigError, asOutage } from '@tidemark/service-kit';
import { Rejection, Unavailable } from '@tidemark/domain';
import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-codes';

const COMMANDER_HELPED: readonly string[] = ['commander.helpDisplayed', 'commander.help', 'commander.version'];
/** Postgres: the role may not, the login is wrong, or the tables are not there. */
const POSTGRES_REFUSES = /^(42501|28|3D000|3F000|42P01)/;

/** An expected no: a sentence for people and a code for scripts. */
export class Failure extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message: string,
  ) {
    super(message);
  }
}

/** What a service said no to, in its own words. */
export class Declined extends Failure {
  constructor(readonly refusal: Refusal) {
    super(exitCodeOf(refusal), `${refusal.message} (${refusal.code})`);
  }
}

/** Something that is not there; it is named by its kind first: `stream timer-anna`. */
export class Missing extends Failure {
  readonly kind: string;

  constructor(what: string) {
    super(EXIT.notFound, `There is no ${what}.`);
    this.kind = what.split(' ', 1)[0] ?? what;
  }
}

export const notFound = (what: string) => new Missing(what);
export const misused = (what: string) => new Failure(EXIT.usage, what);

/** How anything thrown ends: its code, and what is said of it; commander has said its part already. */
export function ending(thrown: unknown): { readonly exitCode: ExitCode; readonly message?: string } {
  if (thrown instanceof CommanderError) {
    return { exitCode: COMMANDER_HELPED.includes(thrown.code) && thrown.exitCode === 0 ? EXIT.done : EXIT.usage };
  }
  const error = asOutage(thrown);
  if (error instanceof Failure) return { exitCode: error.exitCode, message: error.message };
  if (error instanceof Rejection) return { exitCode: EXIT.refused, message: error.message };
  if (error instanceof ConfigError) return { exitCode: EXIT.usage, message: error.message };
  if (error instanceof Unavailable) return { exitCode: EXIT.unavailable, message: withCause(error) };
  const { code, message, stack } = error as Error & { readonly code?: string };
  if (code !== undefined && POSTGRES_REFUSES.test(code))
    return { exitCode: EXIT.refused, message: `Postgres: ${message}` };
  return { exitCode: EXIT.bug, message: `This is a bug of ours.\n${stack ?? String(error)}` };
}

function withCause({ message, cause }: Unavailable): string {
  return cause instanceof Error && cause.message !== '' ? `${message} (${cause.message})` : message;
}

function exitCodeOf({ status }: Refusal): ExitCode {
  if (status === 404) return EXIT.notFound;
  return status === 503 ? EXIT.unavailable : EXIT.refused;
}
