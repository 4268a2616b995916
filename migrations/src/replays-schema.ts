/** How far each replay of a log has come, lane by lane, so that one that was stopped goes on. */
export function replaysSchema(schema: string): readonly string[] {
  return [
    `
CREATE TABLE ${schema}.replays (
  name      text        NOT NULL COLLATE "C",
  lane      integer     NOT NULL,
  selection text        NOT NULL,
  run       uuid        NOT NULL,
  position  bigint      NOT NULL CHECK (position >= 0),
  until     bigint      NOT NULL,
  told      bigint      NOT NULL DEFAULT 0,
  begun_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (name, lane)
)`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${schema}.replays TO tidemark_${schema}`,
  ];
}
