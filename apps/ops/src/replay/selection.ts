import { isKey, isInstant } from '@tidemark/contracts';
import type { ReplaySelection } from '@tidemark/service-kit';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { homeOf, logs, type LogName } from '../access/logs';
import { asKey, asWhole } from '../terminal/arguments';
import { misused } from '../terminal/failure';

const LANE_MAX = 1_000_000;
const POSITION_MAX = Number.MAX_SAFE_INTEGER;

/** Which part of which logs; positions count in one lane of one log. */
export interface Selected {
  readonly log?: LogName;
  readonly stream?: string;
  readonly user?: string;
  readonly type?: string;
  readonly since?: string;
  readonly until?: string;
  readonly lane?: number;
  readonly after?: number;
  readonly upTo?: number;
}

/** The options by which a command is told a part of the log. */
export function addSelection(command: Command): Command {
  return command
    .addOption(new Option('--log <name>', 'only of this log').choices(logs.map(({ schema }) => schema)))
    .option('--stream <stream>', 'only this stream')
    .option('--user <id>', 'only of this user', asKey)
    .option('--type <name>', 'only events of this type, such as SessionStarted')
    .option('--since <instant>', 'only what happened then or later', asInstantText)
    .option('--until <instant>', 'only what happened before', asInstantText)
    .option('--lane <number>', 'only this lane, of one log', asWhole(0, LANE_MAX))
    .option('--after <position>', 'of that lane, only what stands behind', asWhole(0, POSITION_MAX))
    .option('--up-to <position>', 'of that lane, nothing behind this position', asWhole(0, POSITION_MAX));
}

/** The logs that are meant, and what of them. */
export function selectedLogs(selected: Selected): {
  readonly schemas: readonly LogName[];
  readonly of: ReplaySelection;
} {
  const { log, ...of } = selected;
  const home = of.stream === undefined ? log : homeOf(of.stream).schema;
  if (log !== undefined && home !== log) throw misused(`${of.stream} is not in the log of ${log}.`);
  const isPlaced = of.after !== undefined || of.upTo !== undefined;
  if (isPlaced && of.lane === undefined) throw misused('Positions count in a lane: --after and --up-to need --lane.');
  if (of.lane !== undefined && home === undefined) throw misused('A lane is one of a log: --lane needs --log.');
  return { schemas: home === undefined ? logs.map(({ schema }) => schema) : [home], of };
}

/** In the words of the options, for a line of text. */
export function selectionText({ log, ...of }: Selected): string {
  const words = Object.entries(of).filter(([, value]) => value !== undefined);
  const named = words.map(([name, value]) => `${name === 'upTo' ? 'up to' : name} ${String(value)}`);
  return [log === undefined ? 'all logs' : `the log of ${log}`, ...named].join(', ');
}

function asInstantText(text: string): string {
  if (!isInstant(text)) throw new InvalidArgumentError('It must be an ISO-8601 instant such as 2026-11-21T09:00:00Z.');
  return text;
}

/** The name of a replay, of what it is published under or of who listens to it. */
export const asReplayName = (text: string): string => {
  if (!isKey(text)) throw misused(`${text} is not a name; it must be 1 to 64 of letters, digits, _ and -.`);
  return text;
};
