import { InvalidRequest, type CheckpointsQueryDto, type CheckpointsShown } from '@tidemark/contracts';
import type { Checkpoint } from '@tidemark/domain';
import { EventLog, ProjectionRunner } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';
import { timerStreamOf } from '../timer/timer.stream';
import { checkpointView } from './checkpoint.view';
import { CHECKPOINTS_OF_USER } from './sql';

const PAGE_USUAL = 50;
const NEWEST = 2_147_483_647;
const CURSOR = /^[1-9]\d{0,9}$/;
/** A reader waits this long for its own writes to arrive in the projection. */
const CATCH_UP_MS = 1_000;

type Row = Checkpoint & { version: number; position: number };

/** The saved states of one user's timer, newest first. */
@Injectable()
export class CheckpointQuery {
  constructor(
    private readonly log: EventLog,
    private readonly projection: ProjectionRunner,
  ) {}

  async page(userId: string, { limit = PAGE_USUAL, cursor }: CheckpointsQueryDto): Promise<CheckpointsShown> {
    const before = versionOf(cursor);
    const head = await this.log.head(timerStreamOf(userId));
    if (head) await this.projection.reached(head.lane, head.position, CATCH_UP_MS);
    const { rows } = await this.log.pool.query<Row>({
      name: 'checkpoints-of-user',
      text: CHECKPOINTS_OF_USER,
      values: [userId, before, limit + 1],
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(checkpointView),
      ...(rows.length > limit && last && { nextCursor: String(last.version) }),
    };
  }
}

function versionOf(cursor: string | undefined): number {
  if (cursor === undefined) return NEWEST;
  if (CURSOR.test(cursor) && Number(cursor) <= NEWEST) return Number(cursor);
  throw new InvalidRequest([
    { path: 'cursor', rule: 'cursor', message: 'cursor must be a nextCursor of an earlier page.' },
  ]);
}
