import { toIso, type Instant } from '@tidemark/domain';
import { stateAsOf, stateAt } from '@tidemark/event-log';
import { Option } from 'commander';
import { homeOf } from '../access/logs';
import { asInstant, asWhole } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { notFound } from '../terminal/failure';
import { stateJson } from './story';

const VERSION_MAX = 2_147_483_647;

interface Wanted {
  readonly version?: number;
  readonly at?: Instant;
}

export const addState: AddCommand = (parent, desk) => {
  const command = parent
    .command('state')
    .argument('<stream>', 'such as timer-anna')
    .description('Shows the state of a stream, folded from its events.')
    .option('--version <number>', 'after this many events; 0 is before the first', asWhole(0, VERSION_MAX))
    .addOption(
      new Option('--at <instant>', 'by all that had happened by then, however late it was told')
        .argParser(asInstant)
        .conflicts('version'),
    );
  desk.does(command, state);
};

async function state({ access }: Work, { version, at }: Wanted, streamId: string): Promise<Answer> {
  const { schema, decider } = homeOf(streamId);
  const log = await access.log(schema);
  const head = await log.head(streamId);
  if (!head) throw notFound(`stream ${streamId}`);
  if (version !== undefined && version > head.version) {
    throw notFound(`version ${version} of ${streamId}; its last is ${head.version}`);
  }
  const stood =
    at === undefined
      ? { ...(await stateAt(log, decider, streamId, version ?? head.version)), version: version ?? head.version }
      : await stateAsOf(log, decider, streamId, (_, { occurredAt }) => occurredAt <= at);
  const shown = stateJson(stood.state);
  return {
    json: { streamId, version: stood.version, position: stood.position, state: shown },
    text: (paint) => {
      const when = at === undefined ? '' : ` at ${toIso(at)}`;
      const title = `${streamId}${when}: version ${stood.version} of ${head.version}`;
      return `${paint('bold', title)}\n${JSON.stringify(shown, null, 2)}`;
    },
  };
}
