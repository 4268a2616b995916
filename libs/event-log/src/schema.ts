/** The lanes of a new installation; the number is kept by the `lanes` table itself and never changes afterwards. */
export const LANES_DEFAULT = 8;
/** May blank a person's events and nothing else may; nobody logs in as it, an erasure takes the role for one transaction. */
export const ERASER = 'tidemark_eraser';

/**
 * The event log of one service as SQL, for that service's first migration. Released, it is never edited: a change is a
 * further function beside it and a further migration.
 */
export function eventLogSchema(schema: string, role: string, lanes = LANES_DEFAULT): readonly string[] {
  return [...roles(role), `CREATE SCHEMA ${schema}`, ...tables(schema, lanes), append(schema), ...guards(schema, role)];
}

/** Deadlines by category: what one part of a service rings must not stand in the way of another. */
export function dueByCategory(schema: string): readonly string[] {
  return [
    `CREATE INDEX heads_due_by_category ON ${schema}.heads (category, due_at) WHERE due_at IS NOT NULL`,
    `DROP INDEX ${schema}.heads_due`,
  ];
}

/** A role is the cluster's, not the database's, so it may be there already, or be made by somebody else right now. */
export function roles(...names: readonly string[]): readonly string[] {
  return [...names, ERASER].map(
    (name) => `
DO $$ BEGIN
  CREATE ROLE ${name} NOLOGIN;
  GRANT ${name} TO CURRENT_USER;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$`,
  );
}

function tables(schema: string, lanes: number): readonly string[] {
  return [
    // No check constraints on these: Postgres prepares them anew for every append, and `append` is their only writer.
    // Fillfactors leave room for rows that are rewritten all the time to be rewritten in their own page.
    `
CREATE TABLE ${schema}.lanes (
  lane     integer PRIMARY KEY,
  position bigint  NOT NULL DEFAULT 0
) WITH (fillfactor = 10)`,
    `INSERT INTO ${schema}.lanes (lane) SELECT generate_series(0, ${lanes} - 1)`,
    `
CREATE TABLE ${schema}.events (
  lane           integer     NOT NULL,
  position       bigint      NOT NULL,
  stream_id      text        NOT NULL COLLATE "C",
  version        integer     NOT NULL,
  user_id        text        NOT NULL COLLATE "C",
  event_id       uuid        NOT NULL,
  type           text        NOT NULL,
  schema_version integer     NOT NULL,
  data           jsonb       NOT NULL,
  command_id     text        NULL,
  causation_id   text        NULL,
  correlation_id text        NULL,
  device_id      text        NULL,
  occurred_at    timestamptz NOT NULL,
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (lane, position),
  UNIQUE (stream_id, version)
)`,
    `
CREATE TABLE ${schema}.heads (
  stream_id     text        PRIMARY KEY COLLATE "C",
  user_id       text        NOT NULL COLLATE "C",
  category      text        NOT NULL,
  lane          integer     NOT NULL,
  version       integer     NOT NULL,
  position      bigint      NOT NULL,
  state         jsonb       NOT NULL,
  due_at        timestamptz NULL,
  occurred_at   timestamptz NOT NULL,
  claimed_until timestamptz NULL,
  updated_at    timestamptz NOT NULL
) WITH (fillfactor = 70)`,
    `CREATE INDEX heads_of_user ON ${schema}.heads (user_id)`,
    `CREATE INDEX heads_due ON ${schema}.heads (due_at) WHERE due_at IS NOT NULL`,
    `
CREATE TABLE ${schema}.commands (
  user_id     text        NOT NULL COLLATE "C",
  command_id  text        NOT NULL COLLATE "C",
  hash        text        NOT NULL,
  stream_id   text        NOT NULL,
  version     integer     NOT NULL,
  rejection   text        NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, command_id)
)`,
    `
CREATE TABLE ${schema}.cursors (
  consumer text    NOT NULL,
  lane     integer NOT NULL,
  position bigint  NOT NULL DEFAULT 0 CHECK (position >= 0),
  epoch    text    NULL,
  PRIMARY KEY (consumer, lane)
) WITH (fillfactor = 10)`,
    `
CREATE TABLE ${schema}.dead_letters (
  consumer text        NOT NULL,
  lane     integer     NOT NULL,
  position bigint      NOT NULL,
  event_id uuid        NOT NULL,
  reason   text        NOT NULL,
  at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (consumer, lane, position)
)`,
  ];
}

/**
 * One batch, for one or several lanes, each named with the number of its events. A row is an event; the last row of a
 * command closes it with all that is to be known of the command, and is a row without an event where nothing happened.
 *
 * Whoever holds a lane's row is alone in the lane until the commit, so positions are contiguous and in commit order;
 * rows are locked in ascending order, so that two batches cannot wait for each other. A command whose key or version
 * is taken is left out and named in `others`; the rest is written. The caller puts no stream and no key twice into one
 * batch. The plan is fixed to walking indexes, whatever the statistics of a young table say.
 */
function append(schema: string): string {
  return `
CREATE FUNCTION ${schema}.append(
  in_lanes integer[], in_counts integer[], in_rows jsonb, OUT bases bigint[], OUT recorded_at float8, OUT others jsonb
) LANGUAGE plpgsql
SET search_path = ${schema}, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET enable_hashjoin = off
SET enable_mergejoin = off
SET jit = off
AS $append$
#variable_conflict use_column
DECLARE
  base bigint;
  left_out integer[];
  stamp timestamptz;
BEGIN
  FOR slot IN 1 .. cardinality(in_lanes) LOOP
    UPDATE lanes SET position = position + in_counts[slot] WHERE lane = in_lanes[slot]
    RETURNING position - in_counts[slot] INTO base;
    bases[slot] := base;
  END LOOP;
  stamp := date_trunc('milliseconds', clock_timestamp());
  recorded_at := extract(epoch FROM stamp) * 1000;

  SELECT array_agg(nth), jsonb_agg(other) INTO left_out, others
  FROM (
    SELECT given.nth,
      CASE WHEN known.command_id IS NOT NULL THEN jsonb_build_object(
        'nth', given.nth, 'outcome', 'repeated', 'hash', known.hash, 'streamId', known.stream_id,
        'version', known.version, 'rejection', known.rejection,
        'recordedAt', extract(epoch FROM known.recorded_at) * 1000)
      ELSE jsonb_build_object(
        'nth', given.nth, 'outcome', 'conflict',
        'head', CASE WHEN head.stream_id IS NOT NULL THEN jsonb_build_object(
          'streamId', head.stream_id, 'userId', head.user_id, 'lane', head.lane, 'version', head.version,
          'position', head.position, 'state', head.state, 'dueAt', extract(epoch FROM head.due_at) * 1000,
          'occurredAt', extract(epoch FROM head.occurred_at) * 1000) END)
      END AS other
    FROM jsonb_to_recordset(in_rows) AS given (
      nth integer, closes boolean, stream text, usr text, key text, expected integer)
    LEFT JOIN commands AS known ON known.user_id = given.usr AND known.command_id = given.key
    LEFT JOIN heads AS head ON head.stream_id = given.stream
    WHERE given.closes AND (known.command_id IS NOT NULL OR coalesce(head.version, 0) <> given.expected)
  ) AS refused;

  IF left_out IS NOT NULL THEN
    UPDATE lanes SET position = bases[slot] + (
      SELECT count(given.id) FROM jsonb_to_recordset(in_rows) AS given (nth integer, slot integer, id uuid)
      WHERE given.slot = slots.slot AND given.nth <> ALL (left_out))
    FROM generate_subscripts(in_lanes, 1) AS slots (slot)
    WHERE lane = in_lanes[slot];
  END IF;

  WITH given AS MATERIALIZED (
    SELECT *, in_lanes[slot] AS lane, bases[slot] + count(id) OVER (PARTITION BY slot ORDER BY nth, version) AS position,
      to_timestamp(at / 1000) AS happened_at
    FROM jsonb_to_recordset(in_rows) AS given (
      nth integer, slot integer, stream text, usr text, expected integer, version integer,
      id uuid, type text, shape integer, data jsonb, by text, cause text, story text, device text, at float8,
      closes boolean, key text, hash text, state jsonb, due float8, rejection text)
    WHERE left_out IS NULL OR nth <> ALL (left_out)
  ), happened AS (
    INSERT INTO events (
      lane, position, stream_id, version, user_id, event_id, type, schema_version, data,
      command_id, causation_id, correlation_id, device_id, occurred_at, recorded_at)
    SELECT
      lane, position, stream, version, usr, id, type, shape, data,
      by, cause, story, device, happened_at, greatest(stamp, happened_at)
    FROM given
    WHERE id IS NOT NULL
  ), folded AS (
    INSERT INTO heads (
      stream_id, user_id, category, lane, version, position, state, due_at, occurred_at, claimed_until, updated_at)
    SELECT
      stream, usr, split_part(stream, '-', 1), lane, version, position, state, to_timestamp(due / 1000),
      happened_at, NULL, stamp
    FROM given
    WHERE closes AND id IS NOT NULL
    ON CONFLICT (stream_id) DO UPDATE SET
      version = excluded.version, position = excluded.position, state = excluded.state, due_at = excluded.due_at,
      occurred_at = greatest(heads.occurred_at, excluded.occurred_at), claimed_until = NULL, updated_at = excluded.updated_at
  )
  INSERT INTO commands (user_id, command_id, hash, stream_id, version, rejection, recorded_at)
  SELECT usr, key, hash, stream, version, rejection, greatest(stamp, happened_at)
  FROM given
  WHERE closes AND key IS NOT NULL;
END
$append$`;
}

/** Nobody rewrites history: the roles may not, and a trigger refuses even the owner. */
function guards(schema: string, role: string): readonly string[] {
  return [
    `
CREATE FUNCTION ${schema}.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  IF current_user = '${ERASER}' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'events are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END
$refuse$`,
    `
CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON ${schema}.events
FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse_rewriting()`,
    `
CREATE TRIGGER events_stay_all BEFORE TRUNCATE ON ${schema}.events
FOR EACH STATEMENT EXECUTE FUNCTION ${schema}.refuse_rewriting()`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}, ${ERASER}`,
    `GRANT SELECT, INSERT ON ${schema}.events, ${schema}.commands TO ${role}`,
    `GRANT SELECT, UPDATE ON ${schema}.lanes TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE ON ${schema}.heads, ${schema}.cursors TO ${role}`,
    `GRANT SELECT, INSERT, DELETE ON ${schema}.dead_letters TO ${role}`,
    `GRANT SELECT, UPDATE, DELETE ON ${schema}.events TO ${ERASER}`,
    `REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} FROM PUBLIC`,
    `GRANT EXECUTE ON FUNCTION ${schema}.append TO ${role}`,
  ];
}
