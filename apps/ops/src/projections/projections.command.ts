import { factListeners } from '@tidemark/messaging';
import type { Access } from '../access/access';
import { logs } from '../access/logs';
import { unlessAway } from '../access/unless-away';
import type { AddCommand, Answer, Work } from '../terminal/desk';
import { table } from '../terminal/table';
import { CURSORS } from './sql';

interface Cursor {
  readonly consumer: string;
  readonly lane: number;
  readonly position: number;
  readonly laneEnd: number;
}

interface Reader {
  readonly log: string;
  readonly reader: string;
  readonly lag: number;
  readonly lanes: readonly { readonly lane: number; readonly position: number; readonly lag: number }[];
}

export const addProjections: AddCommand = (parent, desk) => {
  const command = parent
    .command('projections')
    .description('Shows how far those have come who read the logs, and those who listen to facts on the bus.');
  desk.does(command, show);
};

async function show({ access }: Work): Promise<Answer> {
  const readers = (await Promise.all(logs.map(({ schema }) => readersOf(access, schema)))).flat();
  const listeners = await unlessAway(async () => factListeners(await access.bus()));
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

async function readersOf(access: Access, schema: 'timer' | 'progress'): Promise<readonly Reader[]> {
  const { rows } = await access.database(schema).query<Cursor>(CURSORS);
  const names = [...new Set(rows.map(({ consumer }) => consumer))];
  return names.map((reader) => {
    const lanes = rows
      .filter(({ consumer }) => consumer === reader)
      .map(({ lane, position, laneEnd }) => ({ lane, position, lag: laneEnd - position }));
    return { log: schema, reader, lag: lanes.reduce((sum, { lag }) => sum + lag, 0), lanes };
  });
}
