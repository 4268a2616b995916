import { fromIso } from '@tidemark/domain';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { table } from '../terminal/table';
import { moment } from '../terminal/moments';
import { readersAndListeners } from './readers.query';
import { standings, type Standing } from './standings.query';

export const addProjections: AddCommand = (parent, desk) => {
  const command = parent
    .command('projections')
    .description(
      'Lists projections with their lag, how far those have come who read the logs, and those who listen to facts.',
    );
  desk.does(command, show);
};

async function show({ access }: Work): Promise<Answer> {
  const projections = await standings(access);
  const { readers, listeners } = await readersAndListeners(access);
  return {
    json: { projections, readers, listeners },
    text: (paint) =>
      [
        table(['projection', 'schema', 'events behind', 'rebuild', 'earlier one'], projections.map(cellsOf), paint),
        '',
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

function cellsOf({ projection, schema, lag, rebuilding, keptSince }: Standing): readonly (string | number)[] {
  const rebuild = rebuilding ? `${rebuilding.events} of ${rebuilding.of} events` : '-';
  return [projection, schema, lag, rebuild, keptSince === null ? '-' : `kept since ${moment(fromIso(keptSince))}`];
}
