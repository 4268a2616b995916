import { factListeners, type FactListener } from '@tidemark/messaging';
import type { Access } from '../access/access';
import { logs } from '../access/logs';
import { unlessAway } from '../access/unless-away';
import { CURSORS } from './sql';

interface Cursor {
  readonly consumer: string;
  readonly lane: number;
  readonly position: number;
  readonly laneEnd: number;
}

/** How far one reader of a log has come. */
export interface Reader {
  readonly log: string;
  readonly reader: string;
  readonly lag: number;
  readonly lanes: readonly { readonly lane: number; readonly position: number; readonly lag: number }[];
}

/** Everybody who reads the logs, and everybody who listens to facts; of those nothing is known while NATS is away. */
export async function readersAndListeners(
  access: Access,
): Promise<{ readonly readers: readonly Reader[]; readonly listeners: readonly FactListener[] | null }> {
  const readers = (await Promise.all(logs.map(({ schema }) => readersOf(access, schema)))).flat();
  const listeners = await unlessAway(async () => factListeners(await access.bus()));
  return { readers, listeners };
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
