import { toIso } from '@tidemark/domain';
import { Option } from 'commander';
import { asInstant, asWhole } from '../terminal/arguments';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { stateOf, type WantedState } from './state.query';

const VERSION_MAX = 2_147_483_647;

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

async function state({ access }: Work, wanted: WantedState, streamId: string): Promise<Answer> {
  const { lastVersion, ...stood } = await stateOf(access, streamId, wanted);
  return {
    json: stood,
    text: (paint) => {
      const when = wanted.at === undefined ? '' : ` at ${toIso(wanted.at)}`;
      const title = `${streamId}${when}: version ${stood.version} of ${lastVersion}`;
      return `${paint('bold', title)}\n${JSON.stringify(stood.state, null, 2)}`;
    },
  };
}
