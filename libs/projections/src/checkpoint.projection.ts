import { HOUR } from '@tidemark/domain';
import type { Projection } from '@tidemark/event-log';
import { checkpointRow } from './checkpoint-row';
import { ADD_CHECKPOINTS, FORGET_ERASED, TIDY_CHECKPOINTS } from './sql';

/** Checkpoints are a convenience; their events stay for ever, and so does the latest checkpoint of each user [T9]. */
export const CHECKPOINTS_KEPT_FOR_MS = 48 * HOUR;

/** One row for each transition of a timer, made of the event alone [T6]; kept by timer-service, made anew by ops. */
export const checkpointProjection: Projection = {
  name: 'checkpoints',
  tables: ['checkpoints'],

  async apply(events, client) {
    const rows = events
      .filter(({ streamId }) => streamId.startsWith('timer-'))
      .flatMap((recorded) => checkpointRow(recorded) ?? []);
    if (rows.length > 0) await client.query(ADD_CHECKPOINTS, [JSON.stringify(rows)]);
  },

  async tidy(client) {
    await client.query(FORGET_ERASED);
    await client.query(TIDY_CHECKPOINTS, [CHECKPOINTS_KEPT_FOR_MS]);
  },
};
