import { transaction, type EventLog, type Projection } from '@tidemark/event-log';
import type { Letter, LetterBox } from './letter-box';

const LANE_AND_POSITION = /^(?<lane>\d{1,9})\.(?<position>[1-9]\d{0,14})$/;

const FIND_LETTER = `SELECT FROM dead_letters WHERE consumer = $1 AND lane = $2 AND position = $3`;
const REMOVE_LETTER = `DELETE FROM dead_letters WHERE consumer = $1 AND lane = $2 AND position = $3`;

/** Events that a projection could not apply; a place is lane and position: `3.17`. */
export class ProjectionLetterBox implements LetterBox {
  constructor(
    private readonly log: EventLog,
    private readonly projections: readonly Projection[],
  ) {}

  async lettersAt(consumer: string, place: string): Promise<readonly Letter[]> {
    const { lane, position } = LANE_AND_POSITION.exec(place)?.groups ?? {};
    const projection = this.projections.find(({ name }) => name === consumer);
    if (!projection || lane === undefined || position === undefined) return [];
    const values = [consumer, lane, position];
    const { rows } = await this.log.pool.query(FIND_LETTER, values);
    return rows.map(() => ({
      again: () =>
        transaction(this.log.pool, async (client) => {
          await client.query(REMOVE_LETTER, values);
          await projection.apply(await this.log.readLane(Number(lane), Number(position) - 1, 1), client);
        }),
      drop: async () => void (await this.log.pool.query(REMOVE_LETTER, values)),
    }));
  }
}
