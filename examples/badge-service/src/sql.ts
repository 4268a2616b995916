/** A schema of our own: another service never looks into the tables of Tidemark. */
export const CREATE_SHELF = `
  CREATE SCHEMA IF NOT EXISTS badges;
  CREATE TABLE IF NOT EXISTS badges.badges (
    event_id   uuid PRIMARY KEY,
    user_id    text NOT NULL,
    session_id text NOT NULL,
    title      text NOT NULL,
    awarded_at timestamptz NOT NULL
  );
  CREATE INDEX IF NOT EXISTS badges_of_user ON badges.badges (user_id, awarded_at DESC);
`;

/** The id of the fact is the key: told again, it finds that the badge is there. */
export const AWARD = `
  INSERT INTO badges.badges (event_id, user_id, session_id, title, awarded_at)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (event_id) DO NOTHING
`;

export const BADGES_OF_USER = `
  SELECT title, session_id AS "sessionId", awarded_at AS "awardedAt"
  FROM badges.badges
  WHERE user_id = $1
  ORDER BY awarded_at DESC
  LIMIT $2
`;

export const FORGET_USER = 'DELETE FROM badges.badges WHERE user_id = $1';
