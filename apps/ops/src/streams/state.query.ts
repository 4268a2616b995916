import type { Instant, Json } from '@tidemark/domain';
import { stateAsOf, stateAt } from '@tidemark/event-log';
import type { Access } from '../access/access';
import { homeOf } from '../access/logs';
import { notFound } from '../terminal/failure';
import { stateJson } from './story';

/** Which state: the last one, unless a version or an instant is named. */
export interface WantedState {
  readonly version?: number;
  readonly at?: Instant;
}

export interface StoodState {
  readonly streamId: string;
  readonly version: number;
  readonly lastVersion: number;
  readonly position: number;
  readonly state: Json;
}

/** The state of a stream at a version, or by all that had happened by an instant, however late it was told. */
export async function stateOf(access: Access, streamId: string, wanted: WantedState): Promise<StoodState> {
  const { schema, decider } = homeOf(streamId);
  const log = await access.log(schema);
  const head = await log.head(streamId);
  if (!head) throw notFound(`stream ${streamId}`);
  const { at, version = head.version } = wanted;
  if (version > head.version) {
    throw notFound(`version ${version} of ${streamId}; its last is ${head.version}`);
  }
  const stood =
    at === undefined
      ? { ...(await stateAt(log, decider, streamId, version)), version }
      : await stateAsOf(log, decider, streamId, (_, { occurredAt }) => occurredAt <= at);
  return {
    streamId,
    version: stood.version,
    lastVersion: head.version,
    position: stood.position,
    state: stateJson(stood.state),
  };
}
