-- Made by migrations/src/snapshot.ts from a migrated database; never edited by hand.

CREATE SCHEMA accounts;

CREATE SCHEMA progress;

CREATE SCHEMA scheduler;

CREATE SCHEMA timer;

CREATE TABLE accounts.refresh_tokens (
  token_hash bytea NOT NULL,
  family_id uuid NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  issued_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone
);

CREATE TABLE accounts.users (
  user_id text COLLATE "C" NOT NULL,
  email text,
  password_hash text,
  guest boolean NOT NULL,
  roles text[] NOT NULL DEFAULT '{}'::text[],
  timezone text,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  erased_at timestamp with time zone
);

CREATE TABLE progress.commands (
  user_id text COLLATE "C" NOT NULL,
  command_id text COLLATE "C" NOT NULL,
  hash text NOT NULL,
  stream_id text NOT NULL,
  version integer NOT NULL,
  rejection text,
  recorded_at timestamp with time zone NOT NULL
);

CREATE TABLE progress.cursors (
  consumer text NOT NULL,
  lane integer NOT NULL,
  "position" bigint NOT NULL DEFAULT 0,
  epoch text
) WITH (fillfactor=10);

CREATE TABLE progress.dead_letters (
  consumer text NOT NULL,
  lane integer NOT NULL,
  "position" bigint NOT NULL,
  event_id uuid NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE progress.events (
  lane integer NOT NULL,
  "position" bigint NOT NULL,
  stream_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  schema_version integer NOT NULL,
  data jsonb NOT NULL,
  command_id text,
  causation_id text,
  correlation_id text,
  device_id text,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL
);

CREATE TABLE progress.heads (
  stream_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  category text NOT NULL,
  lane integer NOT NULL,
  version integer NOT NULL,
  "position" bigint NOT NULL,
  state jsonb NOT NULL,
  due_at timestamp with time zone,
  occurred_at timestamp with time zone NOT NULL,
  claimed_until timestamp with time zone,
  updated_at timestamp with time zone NOT NULL
) WITH (fillfactor=70);

CREATE TABLE progress.lanes (
  lane integer NOT NULL,
  "position" bigint NOT NULL DEFAULT 0
) WITH (fillfactor=10);

CREATE TABLE scheduler.scheduled_tasks (
  task_id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id text COLLATE "C",
  task_type text NOT NULL,
  cron_expression text NOT NULL,
  timezone text NOT NULL,
  last_execution_at timestamp with time zone,
  next_execution_at timestamp with time zone NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE timer.checkpoints (
  user_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  "position" bigint NOT NULL,
  lane integer NOT NULL,
  event_id uuid NOT NULL,
  checkpoint_type text NOT NULL,
  task_id text,
  remaining_ms bigint NOT NULL,
  session_type text NOT NULL,
  is_paused boolean NOT NULL,
  round_number integer NOT NULL,
  preset_type text NOT NULL,
  last_active_at timestamp with time zone,
  at timestamp with time zone NOT NULL
);

CREATE TABLE timer.commands (
  user_id text COLLATE "C" NOT NULL,
  command_id text COLLATE "C" NOT NULL,
  hash text NOT NULL,
  stream_id text NOT NULL,
  version integer NOT NULL,
  rejection text,
  recorded_at timestamp with time zone NOT NULL
);

CREATE TABLE timer.cursors (
  consumer text NOT NULL,
  lane integer NOT NULL,
  "position" bigint NOT NULL DEFAULT 0,
  epoch text
) WITH (fillfactor=10);

CREATE TABLE timer.dead_letters (
  consumer text NOT NULL,
  lane integer NOT NULL,
  "position" bigint NOT NULL,
  event_id uuid NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE timer.events (
  lane integer NOT NULL,
  "position" bigint NOT NULL,
  stream_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  schema_version integer NOT NULL,
  data jsonb NOT NULL,
  command_id text,
  causation_id text,
  correlation_id text,
  device_id text,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL
);

CREATE TABLE timer.heads (
  stream_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  category text NOT NULL,
  lane integer NOT NULL,
  version integer NOT NULL,
  "position" bigint NOT NULL,
  state jsonb NOT NULL,
  due_at timestamp with time zone,
  occurred_at timestamp with time zone NOT NULL,
  claimed_until timestamp with time zone,
  updated_at timestamp with time zone NOT NULL
) WITH (fillfactor=70);

CREATE TABLE timer.lanes (
  lane integer NOT NULL,
  "position" bigint NOT NULL DEFAULT 0
) WITH (fillfactor=10);

CREATE TABLE timer.presence (
  user_id text COLLATE "C" NOT NULL,
  last_active_at timestamp with time zone NOT NULL
) WITH (fillfactor=50);

ALTER TABLE accounts.refresh_tokens ADD CONSTRAINT refresh_tokens_check CHECK ((expires_at > issued_at));

ALTER TABLE accounts.refresh_tokens ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash);

ALTER TABLE accounts.refresh_tokens ADD CONSTRAINT refresh_tokens_token_hash_check CHECK ((octet_length(token_hash) = 32));

ALTER TABLE accounts.refresh_tokens ADD CONSTRAINT refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES accounts.users(user_id);

ALTER TABLE accounts.users ADD CONSTRAINT users_check CHECK ((guest OR (erased_at IS NOT NULL) OR ((email IS NOT NULL) AND (password_hash IS NOT NULL))));

ALTER TABLE accounts.users ADD CONSTRAINT users_check1 CHECK (((erased_at IS NULL) OR ((email IS NULL) AND (password_hash IS NULL))));

ALTER TABLE accounts.users ADD CONSTRAINT users_email_check CHECK ((email = lower(email)));

ALTER TABLE accounts.users ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);

ALTER TABLE progress.commands ADD CONSTRAINT commands_pkey PRIMARY KEY (user_id, command_id);

ALTER TABLE progress.cursors ADD CONSTRAINT cursors_pkey PRIMARY KEY (consumer, lane);

ALTER TABLE progress.cursors ADD CONSTRAINT cursors_position_check CHECK (("position" >= 0));

ALTER TABLE progress.dead_letters ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (consumer, lane, "position");

ALTER TABLE progress.events ADD CONSTRAINT events_pkey PRIMARY KEY (lane, "position");

ALTER TABLE progress.events ADD CONSTRAINT events_stream_id_version_key UNIQUE (stream_id, version);

ALTER TABLE progress.heads ADD CONSTRAINT heads_pkey PRIMARY KEY (stream_id);

ALTER TABLE progress.lanes ADD CONSTRAINT lanes_pkey PRIMARY KEY (lane);

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_check CHECK ((next_execution_at > created_at));

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_check1 CHECK (((task_type = 'daily_reset'::text) = (user_id IS NOT NULL)));

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_id);

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_task_type_check CHECK ((task_type = ANY (ARRAY['daily_reset'::text, 'checkpoint_cleanup'::text, 'draft_cleanup'::text])));

ALTER TABLE timer.checkpoints ADD CONSTRAINT checkpoints_checkpoint_type_check CHECK ((checkpoint_type ~ '^(WORK|SHORT_BREAK|LONG_BREAK)_(STARTED|PAUSED|RESUMED|INTERRUPTED|COMPLETED)$'::text));

ALTER TABLE timer.checkpoints ADD CONSTRAINT checkpoints_pkey PRIMARY KEY (user_id, version);

ALTER TABLE timer.checkpoints ADD CONSTRAINT checkpoints_position_check CHECK (("position" > 0));

ALTER TABLE timer.checkpoints ADD CONSTRAINT checkpoints_preset_type_check CHECK ((preset_type = ANY (ARRAY['short'::text, 'long'::text, 'custom'::text])));

ALTER TABLE timer.checkpoints ADD CONSTRAINT checkpoints_remaining_ms_check CHECK ((remaining_ms >= 0));

ALTER TABLE timer.checkpoints ADD CONSTRAINT checkpoints_round_number_check CHECK ((round_number > 0));

ALTER TABLE timer.checkpoints ADD CONSTRAINT checkpoints_session_type_check CHECK ((session_type = ANY (ARRAY['work'::text, 'short_break'::text, 'long_break'::text])));

ALTER TABLE timer.checkpoints ADD CONSTRAINT checkpoints_version_check CHECK ((version > 0));

ALTER TABLE timer.commands ADD CONSTRAINT commands_pkey PRIMARY KEY (user_id, command_id);

ALTER TABLE timer.cursors ADD CONSTRAINT cursors_pkey PRIMARY KEY (consumer, lane);

ALTER TABLE timer.cursors ADD CONSTRAINT cursors_position_check CHECK (("position" >= 0));

ALTER TABLE timer.dead_letters ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (consumer, lane, "position");

ALTER TABLE timer.events ADD CONSTRAINT events_pkey PRIMARY KEY (lane, "position");

ALTER TABLE timer.events ADD CONSTRAINT events_stream_id_version_key UNIQUE (stream_id, version);

ALTER TABLE timer.heads ADD CONSTRAINT heads_pkey PRIMARY KEY (stream_id);

ALTER TABLE timer.lanes ADD CONSTRAINT lanes_pkey PRIMARY KEY (lane);

ALTER TABLE timer.presence ADD CONSTRAINT presence_pkey PRIMARY KEY (user_id);

CREATE INDEX refresh_tokens_by_age ON accounts.refresh_tokens USING btree (expires_at);

CREATE INDEX refresh_tokens_family ON accounts.refresh_tokens USING btree (family_id);

CREATE INDEX refresh_tokens_user ON accounts.refresh_tokens USING btree (user_id);

CREATE UNIQUE INDEX users_email ON accounts.users USING btree (lower(email)) WHERE (email IS NOT NULL);

CREATE INDEX heads_due ON progress.heads USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX heads_of_user ON progress.heads USING btree (user_id);

CREATE INDEX scheduled_tasks_due ON scheduler.scheduled_tasks USING btree (next_execution_at) WHERE active;

CREATE INDEX scheduled_tasks_of_user ON scheduler.scheduled_tasks USING btree (user_id) WHERE (user_id IS NOT NULL);

CREATE UNIQUE INDEX scheduled_tasks_one_active_for_all ON scheduler.scheduled_tasks USING btree (task_type) WHERE (active AND (user_id IS NULL));

CREATE UNIQUE INDEX scheduled_tasks_one_active_per_user ON scheduler.scheduled_tasks USING btree (user_id, task_type) WHERE (active AND (user_id IS NOT NULL));

CREATE INDEX checkpoints_by_age ON timer.checkpoints USING btree (at);

CREATE INDEX heads_due ON timer.heads USING btree (due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX heads_of_user ON timer.heads USING btree (user_id);

CREATE OR REPLACE FUNCTION progress.append(in_lanes integer[], in_counts integer[], in_rows jsonb, OUT bases bigint[], OUT recorded_at double precision, OUT others jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'progress', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET jit TO 'off'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION progress.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'tidemark_eraser' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'events are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END
$function$;

CREATE OR REPLACE FUNCTION timer.append(in_lanes integer[], in_counts integer[], in_rows jsonb, OUT bases bigint[], OUT recorded_at double precision, OUT others jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'timer', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET jit TO 'off'
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION timer.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'tidemark_eraser' THEN
    RETURN coalesce(NEW, OLD);
  END IF;
  RAISE EXCEPTION 'events are never changed or removed' USING ERRCODE = 'insufficient_privilege';
END
$function$;

CREATE TRIGGER events_stay BEFORE DELETE OR UPDATE ON progress.events FOR EACH ROW EXECUTE FUNCTION progress.refuse_rewriting();

CREATE TRIGGER events_stay_all BEFORE TRUNCATE ON progress.events FOR EACH STATEMENT EXECUTE FUNCTION progress.refuse_rewriting();

CREATE TRIGGER events_stay BEFORE DELETE OR UPDATE ON timer.events FOR EACH ROW EXECUTE FUNCTION timer.refuse_rewriting();

CREATE TRIGGER events_stay_all BEFORE TRUNCATE ON timer.events FOR EACH STATEMENT EXECUTE FUNCTION timer.refuse_rewriting();

GRANT EXECUTE ON FUNCTION progress.append TO tidemark_progress;

GRANT EXECUTE ON FUNCTION timer.append TO tidemark_timer;

GRANT DELETE, INSERT, SELECT, UPDATE ON accounts.refresh_tokens TO tidemark_gateway;

GRANT INSERT, SELECT, UPDATE ON accounts.users TO tidemark_gateway;

GRANT INSERT, SELECT ON progress.commands TO tidemark_progress;

GRANT INSERT, SELECT, UPDATE ON progress.cursors TO tidemark_progress;

GRANT DELETE, INSERT, SELECT ON progress.dead_letters TO tidemark_progress;

GRANT DELETE, SELECT, UPDATE ON progress.events TO tidemark_eraser;

GRANT INSERT, SELECT ON progress.events TO tidemark_progress;

GRANT INSERT, SELECT, UPDATE ON progress.heads TO tidemark_progress;

GRANT SELECT, UPDATE ON progress.lanes TO tidemark_progress;

GRANT DELETE, INSERT, SELECT, UPDATE ON scheduler.scheduled_tasks TO tidemark_scheduler;

GRANT DELETE, INSERT, SELECT, UPDATE ON timer.checkpoints TO tidemark_timer;

GRANT INSERT, SELECT ON timer.commands TO tidemark_timer;

GRANT INSERT, SELECT, UPDATE ON timer.cursors TO tidemark_timer;

GRANT DELETE, INSERT, SELECT ON timer.dead_letters TO tidemark_timer;

GRANT DELETE, SELECT, UPDATE ON timer.events TO tidemark_eraser;

GRANT INSERT, SELECT ON timer.events TO tidemark_timer;

GRANT INSERT, SELECT, UPDATE ON timer.heads TO tidemark_timer;

GRANT SELECT, UPDATE ON timer.lanes TO tidemark_timer;

GRANT DELETE, INSERT, SELECT, UPDATE ON timer.presence TO tidemark_timer;
