import { ERASER } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

/** Where projections are made anew and kept for a way back, and schemas for experiments; a database may have others. */
const COPIES = '^((timer|progress)_[a-z-]+_(next|previous)|scratch_[a-z0-9_]+)$';

/** An erasure also reaches the copies that operators make of what services keep [I-28]. */
export const accountsCopiesForget = forwardMigration('AccountsCopiesForget1795258832000', [
  // With the rights of the owner, for copies come and go and nobody else has any on them.
  `
CREATE FUNCTION accounts.forget_copies(in_user_id text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = accounts, pg_temp
AS $forget$
DECLARE
  copy record;
BEGIN
  FOR copy IN
    SELECT nspname, relname
    FROM pg_class
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
    JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'user_id' AND NOT attisdropped
    WHERE relkind IN ('r', 'p') AND nspname ~ '${COPIES}'
      AND (nspname !~ '^scratch_' OR obj_description(pg_namespace.oid, 'pg_namespace') LIKE '{"tidemark":%')
  LOOP
    EXECUTE format('DELETE FROM %I.%I WHERE user_id = $1', copy.nspname, copy.relname) USING in_user_id;
  END LOOP;
END
$forget$`,
  `REVOKE EXECUTE ON FUNCTION accounts.forget_copies FROM PUBLIC`,
  `GRANT USAGE ON SCHEMA accounts TO ${ERASER}`,
  `GRANT EXECUTE ON FUNCTION accounts.forget_copies TO ${ERASER}`,
]);
