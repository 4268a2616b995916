import { toIso, type Instant } from '@tidemark/domain';
import type { Access } from '../access/access';
import { logs } from '../access/logs';
import { isoOf } from '../terminal/moments';
import { FIND_STREAMS } from './sql';

/** Which streams; what is left out, may be as it likes. */
export interface WantedStreams {
  readonly user?: string;
  readonly category?: string;
  readonly type?: string;
  readonly since?: Instant;
  readonly until?: Instant;
  readonly limit: number;
}

export interface FoundStream {
  readonly streamId: string;
  readonly userId: string;
  readonly category: string;
  readonly version: number;
  readonly occurredAt: Instant;
  readonly dueAt: Instant | null;
}

/** Over all logs, the one that was written to last first. */
export async function findStreams(access: Access, wanted: WantedStreams): Promise<readonly FoundStream[]> {
  const { user, category, type, since, until, limit } = wanted;
  const values = [user, category, type, since, until, limit].map((value) => value ?? null);
  const pages = await Promise.all(
    logs.map(async ({ schema }) => (await access.database(schema).query<FoundStream>(FIND_STREAMS, values)).rows),
  );
  return pages
    .flat()
    .sort((one, other) => other.occurredAt - one.occurredAt)
    .slice(0, limit);
}

export function streamJson(stream: FoundStream): object {
  return { ...stream, occurredAt: toIso(stream.occurredAt), dueAt: isoOf(stream.dueAt) };
}
