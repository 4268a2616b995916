import type { AddCommand, Answer, Work } from '../terminal/desk';
import { table } from '../terminal/table';
import { readersAndListeners } from './readers.query';

export const addProjections: AddCommand = (parent, desk) => {
  const command = parent
    .command('projections')
    .description('Shows how far those have come who read the logs, and those who listen to facts on the bus.');
  desk.does(command, show);
};

async function show({ access }: Work): Promise<Answer> {
  const { readers, listeners } = await readersAndListeners(access);
  return {
    json: { readers, listeners },
    text: (paint) =>
      [
        table(
          ['log', 'reader', 'events behind', 'lanes behind'],
          readers.map(({ log, reader, lag, lanes }) => [log, reader, lag, lanes.filter((lane) => lane.lag > 0).length]),
          paint,
        ),
        '',
        listeners
          ? table(
              ['listener', 'facts', 'waiting', 'in hand', 'handed again'],
              listeners.map(({ durable, filter, waiting, inHand, handedAgain }) => [
                durable,
                filter,
                waiting,
                inHand,
                handedAgain,
              ]),
              paint,
            )
          : paint('yellow', 'Nothing is known of those who listen on the bus: NATS cannot be asked.'),
      ].join('\n'),
  };
}
