import { CHECKPOINTS_KEPT_FOR_MS } from '@tidemark/projections';
import { Injectable } from '@nestjs/common';
import { Database } from '@tidemark/service-kit';
import { REMOVE_OLD_CHECKPOINTS } from './sql';

/** Rows removed in one statement. */
const REMOVE_BATCH_MAX = 5_000;
/** Statements in one run; what is left is found by the next. */
const REMOVE_BATCHES_MAX = 200;

/** Removes what is older than 48 hours, the latest checkpoint of each user excepted. */
@Injectable()
export class CheckpointCleanup {
  constructor(private readonly database: Database) {}

  /** Returns how many rows went. */
  async run(keptForMs = CHECKPOINTS_KEPT_FOR_MS): Promise<number> {
    let removed = 0;
    for (let batch = 0; batch < REMOVE_BATCHES_MAX; batch += 1) {
      const { rowCount } = await this.database.query(REMOVE_OLD_CHECKPOINTS, [keptForMs, REMOVE_BATCH_MAX]);
      removed += rowCount ?? 0;
      if ((rowCount ?? 0) < REMOVE_BATCH_MAX) break;
    }
    return removed;
  }
}
