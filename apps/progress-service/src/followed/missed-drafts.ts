import type { DraftToldShown } from '@tidemark/contracts';
import { draftView, type Draft } from '@tidemark/domain';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { draftTold } from '../drafts/draft-told';
import { DRAFTS_SINCE } from '../drafts/sql';

/** In one answer; whoever missed more asks again. */
const DRAFTS_MAX = 20;
/** An answer ends with the draft that goes beyond this, so it always fits into one message. */
const ANSWER_BYTES = 131_072;

interface ChangedRow {
  readonly state: Draft;
  readonly revision: number;
}

/** What changed in the drafts of a person. */
@Injectable()
export class MissedDrafts {
  constructor(private readonly database: Database) {}

  /** The oldest changes after a revision, each draft as it stands now. */
  async since(userId: string, revision: number): Promise<DraftToldShown[]> {
    const { rows } = await this.database.query<ChangedRow>({
      name: 'drafts-since',
      text: DRAFTS_SINCE,
      values: [userId, revision, DRAFTS_MAX],
    });
    const told: DraftToldShown[] = [];
    for (let bytes = 0, nth = 0; nth < rows.length && bytes < ANSWER_BYTES; nth += 1) {
      const { state, revision: at } = rows[nth]!;
      const draft = draftTold(draftView(state, { userId, revision: at }));
      bytes += Buffer.byteLength(JSON.stringify(draft));
      told.push(draft);
    }
    return told;
  }
}
