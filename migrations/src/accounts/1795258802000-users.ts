import { roles } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

/** Local accounts [G3]. An e-mail address is one person's, however it is written. */
export const accountsUsers = forwardMigration('AccountsUsers1795258802000', [
  ...roles('tidemark_gateway'),
  `CREATE SCHEMA accounts`,
  `
CREATE TABLE accounts.users (
  user_id       text        PRIMARY KEY COLLATE "C",
  email         text        NULL CHECK (email = lower(email)),
  password_hash text        NULL,
  guest         boolean     NOT NULL,
  roles         text[]      NOT NULL DEFAULT '{}',
  timezone      text        NULL,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  erased_at     timestamptz NULL,
  CHECK (guest OR erased_at IS NOT NULL OR email IS NOT NULL AND password_hash IS NOT NULL),
  CHECK (erased_at IS NULL OR email IS NULL AND password_hash IS NULL)
)`,
  `CREATE UNIQUE INDEX users_email ON accounts.users (lower(email)) WHERE email IS NOT NULL`,
  `GRANT USAGE ON SCHEMA accounts TO tidemark_gateway`,
  `GRANT SELECT, INSERT, UPDATE ON accounts.users TO tidemark_gateway`,
]);
