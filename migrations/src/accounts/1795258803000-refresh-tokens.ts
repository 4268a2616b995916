import { forwardMigration } from '../forward-migration';

/** Only the hash of a refresh token is kept; a family is everything that came of one sign-in. */
export const accountsRefreshTokens = forwardMigration('AccountsRefreshTokens1795258803000', [
  `
CREATE TABLE accounts.refresh_tokens (
  token_hash bytea       PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  family_id  uuid        NOT NULL,
  user_id    text        NOT NULL COLLATE "C" REFERENCES accounts.users,
  issued_at  timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > issued_at),
  used_at    timestamptz NULL,
  revoked_at timestamptz NULL
)`,
  `CREATE INDEX refresh_tokens_family ON accounts.refresh_tokens (family_id)`,
  `CREATE INDEX refresh_tokens_user ON accounts.refresh_tokens (user_id)`,
  `CREATE INDEX refresh_tokens_by_age ON accounts.refresh_tokens (expires_at)`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON accounts.refresh_tokens TO tidemark_gateway`,
]);
