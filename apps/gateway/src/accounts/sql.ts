/** Every statement on accounts. The clock is that of the database. */
export const sql = {
  addUser: `
    INSERT INTO accounts.users (user_id, email, password_hash, guest, roles, timezone)
    VALUES ($1, lower($2), $3, $4, $5, $6)`,

  registerGuest: `
    UPDATE accounts.users
       SET email = lower($2), password_hash = $3, guest = false
     WHERE user_id = $1 AND guest AND erased_at IS NULL
    RETURNING roles`,

  userByEmail: `
    SELECT user_id, password_hash, roles
      FROM accounts.users
     WHERE lower(email) = lower($1) AND erased_at IS NULL`,

  userById: `
    SELECT user_id, email, guest, roles, timezone, created_at
      FROM accounts.users
     WHERE user_id = $1 AND erased_at IS NULL`,

  grantRole: `
    UPDATE accounts.users
       SET roles = array_append(array_remove(roles, $2), $2)
     WHERE user_id = $1 AND erased_at IS NULL
    RETURNING roles`,

  revokeRole: `
    UPDATE accounts.users
       SET roles = array_remove(roles, $2)
     WHERE user_id = $1 AND erased_at IS NULL
    RETURNING roles`,

  beginFamily: `
    INSERT INTO accounts.refresh_tokens (token_hash, family_id, user_id, issued_at, expires_at)
    VALUES ($1, $2, $3, now(), now() + $4 * interval '1 second')`,

  /** Uses the old token up and makes the next one in a single statement: a crash leaves either or neither. */
  rotate: `
    WITH used AS (
      UPDATE accounts.refresh_tokens
         SET used_at = now()
       WHERE token_hash = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
      RETURNING family_id, user_id
    ), next AS (
      INSERT INTO accounts.refresh_tokens (token_hash, family_id, user_id, issued_at, expires_at)
      SELECT $2, family_id, user_id, now(), now() + $3 * interval '1 second' FROM used
      RETURNING user_id
    )
    SELECT users.user_id, users.roles
      FROM next JOIN accounts.users USING (user_id)
     WHERE users.erased_at IS NULL`,

  /** Waits for a rotation of the same token that is under way, so that the family is complete for what follows. */
  lockToken: `
    SELECT family_id, user_id, used_at IS NOT NULL AS was_used,
           expires_at <= now() AND used_at IS NULL AND revoked_at IS NULL AS has_expired
      FROM accounts.refresh_tokens
     WHERE token_hash = $1
       FOR UPDATE`,

  revokeFamily: `
    UPDATE accounts.refresh_tokens
       SET revoked_at = now()
     WHERE family_id = $1 AND revoked_at IS NULL`,
} as const;
