import { ERASER } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

/** What questions about drafts walk along, and what holds whoever writes. The drafts themselves are heads of the log. */
export const progressDrafts = forwardMigration('ProgressDrafts1795258815000', [
  // At most one session under way for each profile [F4]: two promotions at once cannot both be committed.
  `
CREATE UNIQUE INDEX one_active_draft ON progress.heads (user_id, (state ->> 'profileId'))
WHERE category = 'draft' AND state ->> 'status' = 'active'`,
  // Lists and pickers, of one profile or of all, by when a person last touched them.
  `
CREATE INDEX drafts_by_time ON progress.heads (
  user_id, (state ->> 'status'), ((state ->> 'updatedAt')::bigint), stream_id, (state ->> 'profileId'))
WHERE category = 'draft'`,
  // How far everything of a kind has come, and what devices missed of it, however many streams somebody has.
  `CREATE INDEX heads_by_revision ON progress.heads (user_id, category, position)`,
  // A refusal that is kept may quote a title, so it is blanked with the draft.
  `GRANT SELECT (user_id, stream_id, rejection), UPDATE (rejection) ON progress.commands TO ${ERASER}`,
]);
