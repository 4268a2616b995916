import { roles } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

const ROLE = 'tidemark_ops';
const SCHEMAS = 'timer, progress, scheduler';

/** Whoever looks after an installation may read what is kept, and change nothing; passwords and sessions stay unseen. */
export const opsReadOnlyRole = forwardMigration('OpsReadOnlyRole1795258817000', [
  ...roles(ROLE),
  `GRANT USAGE ON SCHEMA ${SCHEMAS}, accounts TO ${ROLE}`,
  `GRANT SELECT ON ALL TABLES IN SCHEMA ${SCHEMAS} TO ${ROLE}`,
  `ALTER DEFAULT PRIVILEGES IN SCHEMA ${SCHEMAS} GRANT SELECT ON TABLES TO ${ROLE}`,
  `GRANT SELECT (user_id, email, guest, roles, timezone, created_at, erased_at) ON accounts.users TO ${ROLE}`,
]);
