import { Command } from 'commander';
import { addAudit } from './audit/audit.command';
import { addDeadLetters } from './dead-letters/dead-letter.commands';
import { peopleCommands } from './people/people.commands';
import { projectionCommands } from './projections/projection.commands';
import { replayCommands } from './replay/replay.commands';
import { scheduleCommands } from './schedule/schedule.commands';
import { streamCommands } from './streams/stream.commands';
import { addVerify } from './verify/verify.command';
import { Desk } from './terminal/desk';
import { EXIT_CODES_EXPLAINED, type ExitCode } from './terminal/exit-codes';
import { ending } from './terminal/failure';
import type { Surroundings } from './terminal/terminal';

const everyCommand = [
  ...streamCommands,
  addVerify,
  ...projectionCommands,
  ...replayCommands,
  ...scheduleCommands,
  addDeadLetters,
  ...peopleCommands,
  addAudit,
];

const ABOUT = 'Shows, proves and rebuilds what a Tidemark keeps.';
const SETTINGS = `
Settings:
  TIDEMARK_POSTGRES_URL     a login that may take the role tidemark_ops (for rebuild: the owner of the tables)
  TIDEMARK_NATS_URL         for what services are asked
  TIDEMARK_SERVICE_SECRET   for what services are asked; _FILE may name a file that holds it
  TIDEMARK_OPERATOR         who you are in the audit, where that is not the user of the shell`;

/** One run of the command line, from words to an exit code; nothing is thrown. */
export async function runTidemark(words: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const desk = new Desk(surroundings);
  const { write, writeError } = surroundings;
  const program = new Command('tidemark')
    .description(ABOUT)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError })
    .showHelpAfterError('(--help says what there is)')
    .addHelpText('after', `${SETTINGS}\n${EXIT_CODES_EXPLAINED}`);
  for (const add of everyCommand) add(program, desk);
  try {
    await program.parseAsync([...words], { from: 'user' });
    return desk.exitCode;
  } catch (thrown) {
    const { exitCode, message } = ending(thrown);
    if (message !== undefined) writeError(`${message}\n`);
    return exitCode;
  }
}
