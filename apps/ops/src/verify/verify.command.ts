import { asKey, asWhole } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { EXIT, type ExitCode } from '../terminal/exit-codes';
import { Failure, notFound } from '../terminal/failure';
import { span } from '../terminal/moments';
import { progressLine } from '../terminal/progress-line';
import { table } from '../terminal/table';
import type { Paint } from '../terminal/terminal';
import { rules, type Breach, type Rule } from './breach';
import { rulesLookedAt, verify, type Verified, type Wanted } from './verification';

const SAMPLE_MAX = 1_000_000;
const BREACHES_SHOWN_MAX = 20;

export const addVerify: AddCommand = (parent, desk) => {
  const command = parent
    .command('verify')
    .description('Proves that what is kept is what happened; exits with 1 where it is not, and names what is wrong.')
    .option('--user <id>', 'only what is kept of this user', asKey)
    .option('--sample <count>', 'only so many users, drawn by lot, for large installations', asWhole(1, SAMPLE_MAX))
    .option('--no-ledger', 'without asking progress-service to count the seconds of its days again');
  desk.does(command, run);
};

async function run({ access, surroundings, paint, isJson }: Work, wanted: Wanted): Promise<Answer> {
  const startedAt = performance.now();
  const line = progressLine(surroundings, isJson);
  const { stopping } = surroundings;
  const report = ({ users, events }: Verified) => line.show(`${users} users, ${events} events`);
  const read = await verify(access, wanted, { report, stopping }).finally(() => line.clear());
  if (stopping.aborted) throw new Failure(EXIT.cancelled, 'Cancelled; nothing is proven.');
  if (wanted.user !== undefined && read.streams === 0) throw notFound(`user ${wanted.user}`);
  const looked = rulesLookedAt(wanted, Object.keys(rules) as Rule[]);
  const isSound = read.breaches.length === 0;
  const exitCode: ExitCode = isSound ? EXIT.done : EXIT.breach;
  const durationMs = Math.round(performance.now() - startedAt);
  const { breaches, ...counts } = read;
  return {
    exitCode,
    json: { sound: isSound, read: counts, durationMs, proven: looked, breaches },
    text: () => [proofs(looked, breaches, paint), told(breaches, paint), summary(read, durationMs, paint)].join('\n\n'),
  };
}

function proofs(looked: readonly Rule[], breaches: readonly Breach[], paint: Paint): string {
  return looked
    .map((rule) => {
      const count = breaches.filter((breach) => breach.rule === rule).length;
      const mark = count === 0 ? paint('green', 'holds') : paint('red', `${count} wrong`);
      return `${paint('bold', rule)}  ${rules[rule]}: ${mark}`;
    })
    .join('\n');
}

function told(breaches: readonly Breach[], paint: Paint): string {
  if (breaches.length === 0) return paint('green', 'Nothing is wrong.');
  const shown = breaches.slice(0, BREACHES_SHOWN_MAX);
  const rows = table(
    ['rule', 'where', 'what'],
    shown.map(({ rule, subject, what }) => [rule, subject, what]),
    paint,
  );
  const more = breaches.length - shown.length;
  return more > 0 ? `${rows}\n... and ${more} more; --json names them.` : rows;
}

function summary(read: Verified, durationMs: number, paint: Paint): string {
  const { users, streams, events, rows, days, erasedUsers, erasedEvents } = read;
  const erased = `${erasedEvents} events of ${erasedUsers} of them are what an erasure has left.`;
  return paint(
    'dim',
    `Read ${events} events of ${streams} streams of ${users} users, ${rows} rows made of them, and had ${days} days counted again, in ${span(durationMs)}. ${erased}`,
  );
}
