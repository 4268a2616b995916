-- Made by migrations/src/snapshot.ts from a migrated database; never edited by hand.

CREATE SCHEMA accounts;

CREATE SCHEMA audit;

CREATE SCHEMA progress;

CREATE SCHEMA scheduler;

CREATE SCHEMA timer;

CREATE TABLE accounts.erasures (
  user_id text COLLATE "C" NOT NULL,
  operation_id uuid NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  salt text,
  asked_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  tried_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  erased_at timestamp with time zone,
  settled_at timestamp with time zone
);

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

CREATE TABLE audit.chain (
  is_one boolean NOT NULL DEFAULT true,
  length bigint NOT NULL,
  hash bytea NOT NULL
);

CREATE TABLE audit.entries (
  "position" bigint NOT NULL,
  operation_id uuid NOT NULL,
  outcome text NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  user_id text COLLATE "C",
  reason text,
  details text,
  details_hash bytea,
  recorded_by text NOT NULL,
  at timestamp with time zone NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL
);

CREATE TABLE progress.clock_changes (
  user_id text COLLATE "C" NOT NULL,
  "position" bigint NOT NULL,
  from_at timestamp with time zone NOT NULL,
  to_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL
);

CREATE TABLE progress.clock_entries (
  user_id text COLLATE "C" NOT NULL,
  clocked_at timestamp with time zone NOT NULL,
  entry_id text COLLATE "C" NOT NULL,
  type text NOT NULL
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

CREATE TABLE progress.daily_session_stats (
  user_id text COLLATE "C" NOT NULL,
  local_date text COLLATE "C" NOT NULL,
  timezone text NOT NULL,
  tzdata_version text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  work_sessions_completed integer NOT NULL,
  work_ms bigint NOT NULL,
  break_ms bigint NOT NULL,
  paused_ms bigint NOT NULL,
  clocked_ms bigint NOT NULL,
  untracked_ms bigint NOT NULL,
  manual_overrides integer NOT NULL,
  final boolean NOT NULL,
  closed_position bigint,
  corrected_at timestamp with time zone,
  total_clocked_ms bigint NOT NULL DEFAULT 0
);

CREATE TABLE progress.dead_letters (
  consumer text NOT NULL,
  lane integer NOT NULL,
  "position" bigint NOT NULL,
  event_id uuid NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE progress.edits (
  user_id text COLLATE "C" NOT NULL,
  stream_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  type text NOT NULL,
  at timestamp with time zone NOT NULL,
  data jsonb NOT NULL
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

CREATE TABLE progress.facts_put_aside (
  consumer text NOT NULL,
  stream_sequence bigint NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  tries integer NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
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

CREATE TABLE progress.heard (
  user_id text COLLATE "C" NOT NULL,
  versions jsonb NOT NULL DEFAULT '{}'::jsonb,
  forgotten_at timestamp with time zone
) WITH (fillfactor=70);

CREATE TABLE progress.lanes (
  lane integer NOT NULL,
  "position" bigint NOT NULL DEFAULT 0
) WITH (fillfactor=10);

CREATE TABLE progress.replays (
  name text COLLATE "C" NOT NULL,
  lane integer NOT NULL,
  selection text NOT NULL,
  run uuid NOT NULL,
  "position" bigint NOT NULL,
  until bigint NOT NULL,
  told bigint NOT NULL DEFAULT 0,
  begun_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE progress.resets (
  user_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  reset_type text NOT NULL,
  previous_count integer NOT NULL,
  new_count integer NOT NULL,
  reset_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  timezone text NOT NULL,
  tzdata_version text NOT NULL,
  local_reset_time text NOT NULL,
  local_date text COLLATE "C" NOT NULL,
  device_id text,
  context text NOT NULL
);

CREATE TABLE progress.timesheets (
  user_id text COLLATE "C" NOT NULL,
  session_id text COLLATE "C" NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  sheet jsonb NOT NULL,
  changes jsonb NOT NULL
);

CREATE TABLE scheduler.dead_letters (
  consumer text NOT NULL,
  subject text NOT NULL,
  stream_sequence bigint NOT NULL,
  body text NOT NULL,
  tries integer NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE scheduler.forgotten_users (
  user_id text COLLATE "C" NOT NULL,
  forgotten_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE scheduler.scheduled_tasks (
  task_id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id text COLLATE "C",
  task_type text NOT NULL,
  cron_expression text NOT NULL,
  timezone text COLLATE "C" NOT NULL,
  last_execution_at timestamp with time zone,
  next_execution_at timestamp with time zone NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  updated_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  reset_time text COLLATE "C",
  "position" bigint
) WITH (fillfactor=80);

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

CREATE TABLE timer.replays (
  name text COLLATE "C" NOT NULL,
  lane integer NOT NULL,
  selection text NOT NULL,
  run uuid NOT NULL,
  "position" bigint NOT NULL,
  until bigint NOT NULL,
  told bigint NOT NULL DEFAULT 0,
  begun_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE timer.zone_database (
  one boolean NOT NULL DEFAULT true,
  version text NOT NULL,
  checked_at timestamp with time zone NOT NULL DEFAULT clock_timestamp()
);

ALTER TABLE accounts.erasures ADD CONSTRAINT erasures_check CHECK (((salt IS NULL) = (settled_at IS NOT NULL)));

ALTER TABLE accounts.erasures ADD CONSTRAINT erasures_check1 CHECK (((settled_at IS NULL) OR (erased_at IS NOT NULL)));

ALTER TABLE accounts.erasures ADD CONSTRAINT erasures_pkey PRIMARY KEY (user_id);

ALTER TABLE accounts.refresh_tokens ADD CONSTRAINT refresh_tokens_check CHECK ((expires_at > issued_at));

ALTER TABLE accounts.refresh_tokens ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash);

ALTER TABLE accounts.refresh_tokens ADD CONSTRAINT refresh_tokens_token_hash_check CHECK ((octet_length(token_hash) = 32));

ALTER TABLE accounts.refresh_tokens ADD CONSTRAINT refresh_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES accounts.users(user_id);

ALTER TABLE accounts.users ADD CONSTRAINT users_check CHECK ((guest OR (erased_at IS NOT NULL) OR ((email IS NOT NULL) AND (password_hash IS NOT NULL))));

ALTER TABLE accounts.users ADD CONSTRAINT users_check1 CHECK (((erased_at IS NULL) OR ((email IS NULL) AND (password_hash IS NULL))));

ALTER TABLE accounts.users ADD CONSTRAINT users_email_check CHECK ((email = lower(email)));

ALTER TABLE accounts.users ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);

ALTER TABLE audit.chain ADD CONSTRAINT chain_is_one_check CHECK (is_one);

ALTER TABLE audit.chain ADD CONSTRAINT chain_pkey PRIMARY KEY (is_one);

ALTER TABLE audit.entries ADD CONSTRAINT entries_action_check CHECK ((action ~ '^[a-z-]+/[a-z-]+$'::text));

ALTER TABLE audit.entries ADD CONSTRAINT entries_actor_check CHECK ((actor ~ '^(operator|user|service)/.'::text));

ALTER TABLE audit.entries ADD CONSTRAINT entries_check CHECK (((details IS NULL) OR (details_hash IS NOT NULL)));

ALTER TABLE audit.entries ADD CONSTRAINT entries_outcome_check CHECK ((outcome = ANY (ARRAY['begun'::text, 'done'::text, 'failed'::text, 'refused'::text])));

ALTER TABLE audit.entries ADD CONSTRAINT entries_pkey PRIMARY KEY ("position");

ALTER TABLE audit.entries ADD CONSTRAINT entries_position_check CHECK (("position" > 0));

ALTER TABLE progress.clock_changes ADD CONSTRAINT clock_changes_check CHECK ((to_at > from_at));

ALTER TABLE progress.clock_changes ADD CONSTRAINT clock_changes_pkey PRIMARY KEY (user_id, "position", from_at);

ALTER TABLE progress.clock_changes ADD CONSTRAINT clock_changes_position_check CHECK (("position" > 0));

ALTER TABLE progress.clock_entries ADD CONSTRAINT clock_entries_pkey PRIMARY KEY (user_id, clocked_at, entry_id);

ALTER TABLE progress.clock_entries ADD CONSTRAINT clock_entries_type_check CHECK ((type = ANY (ARRAY['IN'::text, 'OUT'::text])));

ALTER TABLE progress.commands ADD CONSTRAINT commands_pkey PRIMARY KEY (user_id, command_id);

ALTER TABLE progress.cursors ADD CONSTRAINT cursors_pkey PRIMARY KEY (consumer, lane);

ALTER TABLE progress.cursors ADD CONSTRAINT cursors_position_check CHECK (("position" >= 0));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_break_ms_check CHECK ((break_ms >= 0));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_check CHECK ((ends_at >= starts_at));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_check1 CHECK ((final = (closed_position IS NOT NULL)));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_check2 CHECK ((final OR (corrected_at IS NULL)));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_check3 CHECK (((((((work_ms + break_ms) + paused_ms) + clocked_ms) + untracked_ms))::numeric = round((EXTRACT(epoch FROM (ends_at - starts_at)) * (1000)::numeric))));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_check4 CHECK ((total_clocked_ms >= clocked_ms));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_clocked_ms_check CHECK ((clocked_ms >= 0));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_closed_position_check CHECK ((closed_position > 0));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_local_date_check CHECK ((local_date ~ '^\d{4}-\d\d-\d\d$'::text));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_manual_overrides_check CHECK ((manual_overrides >= 0));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_paused_ms_check CHECK ((paused_ms >= 0));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_pkey PRIMARY KEY (user_id, local_date);

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_untracked_ms_check CHECK ((untracked_ms >= 0));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_work_ms_check CHECK ((work_ms >= 0));

ALTER TABLE progress.daily_session_stats ADD CONSTRAINT daily_session_stats_work_sessions_completed_check CHECK ((work_sessions_completed >= 0));

ALTER TABLE progress.dead_letters ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (consumer, lane, "position");

ALTER TABLE progress.edits ADD CONSTRAINT edits_pkey PRIMARY KEY (user_id, stream_id, version);

ALTER TABLE progress.edits ADD CONSTRAINT edits_version_check CHECK ((version > 0));

ALTER TABLE progress.events ADD CONSTRAINT events_pkey PRIMARY KEY (lane, "position");

ALTER TABLE progress.events ADD CONSTRAINT events_stream_id_version_key UNIQUE (stream_id, version);

ALTER TABLE progress.facts_put_aside ADD CONSTRAINT facts_put_aside_pkey PRIMARY KEY (consumer, stream_sequence);

ALTER TABLE progress.heads ADD CONSTRAINT heads_pkey PRIMARY KEY (stream_id);

ALTER TABLE progress.heard ADD CONSTRAINT heard_pkey PRIMARY KEY (user_id);

ALTER TABLE progress.heard ADD CONSTRAINT heard_versions_check CHECK ((jsonb_typeof(versions) = 'object'::text));

ALTER TABLE progress.lanes ADD CONSTRAINT lanes_pkey PRIMARY KEY (lane);

ALTER TABLE progress.replays ADD CONSTRAINT replays_pkey PRIMARY KEY (name, lane);

ALTER TABLE progress.replays ADD CONSTRAINT replays_position_check CHECK (("position" >= 0));

ALTER TABLE progress.resets ADD CONSTRAINT resets_context_check CHECK ((context = ANY (ARRAY['boundary'::text, 'catch_up'::text, 'rule_change'::text, 'request'::text])));

ALTER TABLE progress.resets ADD CONSTRAINT resets_local_date_check CHECK ((local_date ~ '^\d{4}-\d\d-\d\d$'::text));

ALTER TABLE progress.resets ADD CONSTRAINT resets_local_reset_time_check CHECK ((local_reset_time ~ '^([01]\d|2[0-3]):[0-5]\d$'::text));

ALTER TABLE progress.resets ADD CONSTRAINT resets_new_count_check CHECK (((new_count >= 0) AND (new_count <= 1000)));

ALTER TABLE progress.resets ADD CONSTRAINT resets_pkey PRIMARY KEY (user_id, version);

ALTER TABLE progress.resets ADD CONSTRAINT resets_previous_count_check CHECK (((previous_count >= 0) AND (previous_count <= 1000)));

ALTER TABLE progress.resets ADD CONSTRAINT resets_reset_type_check CHECK ((reset_type = ANY (ARRAY['scheduled_daily'::text, 'manual_reset'::text, 'timezone_change'::text, 'configuration_change'::text])));

ALTER TABLE progress.resets ADD CONSTRAINT resets_version_check CHECK ((version > 0));

ALTER TABLE progress.timesheets ADD CONSTRAINT timesheets_changes_check CHECK ((jsonb_typeof(changes) = 'array'::text));

ALTER TABLE progress.timesheets ADD CONSTRAINT timesheets_pkey PRIMARY KEY (user_id, session_id);

ALTER TABLE scheduler.dead_letters ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (consumer, subject, stream_sequence);

ALTER TABLE scheduler.forgotten_users ADD CONSTRAINT forgotten_users_pkey PRIMARY KEY (user_id);

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_check CHECK ((next_execution_at > created_at));

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_check1 CHECK (((task_type = 'daily_reset'::text) = (user_id IS NOT NULL)));

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_check2 CHECK (((task_type = 'daily_reset'::text) = (reset_time IS NOT NULL)));

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_check3 CHECK (((task_type = 'daily_reset'::text) = ("position" IS NOT NULL)));

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_id);

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_position_check CHECK (("position" > 0));

ALTER TABLE scheduler.scheduled_tasks ADD CONSTRAINT scheduled_tasks_reset_time_check CHECK ((reset_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text));

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

ALTER TABLE timer.replays ADD CONSTRAINT replays_pkey PRIMARY KEY (name, lane);

ALTER TABLE timer.replays ADD CONSTRAINT replays_position_check CHECK (("position" >= 0));

ALTER TABLE timer.zone_database ADD CONSTRAINT zone_database_one_check CHECK (one);

ALTER TABLE timer.zone_database ADD CONSTRAINT zone_database_pkey PRIMARY KEY (one);

CREATE INDEX erasures_by_time ON accounts.erasures USING btree (asked_at);

CREATE INDEX erasures_to_do ON accounts.erasures USING btree (tried_at) WHERE (settled_at IS NULL);

CREATE INDEX refresh_tokens_by_age ON accounts.refresh_tokens USING btree (expires_at);

CREATE INDEX refresh_tokens_family ON accounts.refresh_tokens USING btree (family_id);

CREATE INDEX refresh_tokens_user ON accounts.refresh_tokens USING btree (user_id);

CREATE UNIQUE INDEX users_email ON accounts.users USING btree (lower(email)) WHERE (email IS NOT NULL);

CREATE UNIQUE INDEX entries_by_operation ON audit.entries USING btree (operation_id, ((outcome = 'begun'::text)));

CREATE INDEX entries_of_user ON audit.entries USING btree (user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX clock_changes_by_time ON progress.clock_changes USING btree (user_id, to_at);

CREATE INDEX daily_session_stats_by_time ON progress.daily_session_stats USING btree (user_id, ends_at);

CREATE UNIQUE INDEX daily_session_stats_one_open ON progress.daily_session_stats USING btree (user_id) WHERE (NOT final);

CREATE INDEX edits_by_time ON progress.edits USING btree (user_id, at);

CREATE INDEX drafts_by_time ON progress.heads USING btree (user_id, ((state ->> 'status'::text)), (((state ->> 'updatedAt'::text))::bigint), stream_id, ((state ->> 'profileId'::text))) WHERE (category = 'draft'::text);

CREATE INDEX heads_by_revision ON progress.heads USING btree (user_id, category, "position");

CREATE INDEX heads_due_by_category ON progress.heads USING btree (category, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX heads_of_user ON progress.heads USING btree (user_id);

CREATE UNIQUE INDEX one_active_draft ON progress.heads USING btree (user_id, ((state ->> 'profileId'::text))) WHERE ((category = 'draft'::text) AND ((state ->> 'status'::text) = 'active'::text));

CREATE UNIQUE INDEX resets_one_per_day ON progress.resets USING btree (user_id, local_date) WHERE (reset_type <> 'manual_reset'::text);

CREATE INDEX timesheets_by_time ON progress.timesheets USING btree (user_id, starts_at);

CREATE INDEX scheduled_tasks_due ON scheduler.scheduled_tasks USING btree (next_execution_at, timezone, reset_time, user_id) WHERE active;

CREATE UNIQUE INDEX scheduled_tasks_one_active_for_all ON scheduler.scheduled_tasks USING btree (task_type) WHERE (active AND (user_id IS NULL));

CREATE UNIQUE INDEX scheduled_tasks_one_per_user ON scheduler.scheduled_tasks USING btree (user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX checkpoints_by_age ON timer.checkpoints USING btree (at);

CREATE INDEX heads_due_by_category ON timer.heads USING btree (category, due_at) WHERE (due_at IS NOT NULL);

CREATE INDEX heads_of_user ON timer.heads USING btree (user_id);

CREATE OR REPLACE FUNCTION accounts.forget_copies(in_user_id text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'accounts', 'pg_temp'
AS $function$
DECLARE
  copy record;
BEGIN
  FOR copy IN
    SELECT nspname, relname
    FROM pg_class
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
    JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'user_id' AND NOT attisdropped
    WHERE relkind IN ('r', 'p') AND nspname ~ '^((timer|progress)_[a-z-]+_(next|previous)|scratch_[a-z0-9_]+)$'
      AND (nspname !~ '^scratch_' OR obj_description(pg_namespace.oid, 'pg_namespace') LIKE '{"tidemark":%')
  LOOP
    EXECUTE format('DELETE FROM %I.%I WHERE user_id = $1', copy.nspname, copy.relname) USING in_user_id;
  END LOOP;
END
$function$;

CREATE OR REPLACE FUNCTION audit.record(in_operation_id uuid, in_outcome text, in_actor text, in_action text, in_subject text, in_user_id text, in_reason text, in_details text)
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'audit', 'pg_temp'
AS $function$
DECLARE
  before audit.chain;
  entry audit.entries;
BEGIN
  SELECT * INTO before FROM chain FOR UPDATE;
  entry.position := before.length + 1;
  entry.operation_id := in_operation_id;
  entry.outcome := in_outcome;
  entry.actor := in_actor;
  entry.action := in_action;
  entry.subject := in_subject;
  entry.user_id := in_user_id;
  entry.reason := in_reason;
  entry.details := in_details;
  entry.details_hash := sha256(convert_to(in_details, 'UTF8'));
  entry.recorded_by := format('%s as %s', session_user, current_setting('role'));
  entry.at := date_trunc('milliseconds', clock_timestamp());
  entry.previous_hash := before.hash;
  entry.hash := sha256(convert_to('[' || concat_ws(',',
    entry.position, to_json(entry.operation_id::text), to_json(entry.outcome), to_json(entry.actor),
    to_json(entry.action), to_json(entry.subject), coalesce(to_json(entry.user_id)::text, 'null'),
    coalesce(to_json(entry.reason)::text, 'null'), coalesce(to_json(encode(entry.details_hash, 'hex'))::text, 'null'),
    to_json(entry.recorded_by), round(extract(epoch FROM entry.at) * 1000),
    to_json(encode(entry.previous_hash, 'hex'))) || ']', 'UTF8'));
  INSERT INTO entries VALUES (entry.*);
  UPDATE chain SET length = entry.position, hash = entry.hash;
  RETURN entry.position;
END
$function$;

CREATE OR REPLACE FUNCTION audit.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'tidemark_eraser' AND TG_OP = 'UPDATE' AND NEW.details IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was recorded is never changed or removed' USING ERRCODE = 'insufficient_privilege';
END
$function$;

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

CREATE TRIGGER entries_stay BEFORE DELETE OR UPDATE ON audit.entries FOR EACH ROW EXECUTE FUNCTION audit.refuse_rewriting();

CREATE TRIGGER entries_stay_all BEFORE TRUNCATE ON audit.entries FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_rewriting();

CREATE TRIGGER events_stay BEFORE DELETE OR UPDATE ON progress.events FOR EACH ROW EXECUTE FUNCTION progress.refuse_rewriting();

CREATE TRIGGER events_stay_all BEFORE TRUNCATE ON progress.events FOR EACH STATEMENT EXECUTE FUNCTION progress.refuse_rewriting();

CREATE TRIGGER events_stay BEFORE DELETE OR UPDATE ON timer.events FOR EACH ROW EXECUTE FUNCTION timer.refuse_rewriting();

CREATE TRIGGER events_stay_all BEFORE TRUNCATE ON timer.events FOR EACH STATEMENT EXECUTE FUNCTION timer.refuse_rewriting();

GRANT EXECUTE ON FUNCTION accounts.forget_copies TO tidemark_eraser;

GRANT EXECUTE ON FUNCTION audit.record TO tidemark_gateway;

GRANT EXECUTE ON FUNCTION audit.record TO tidemark_ops;

GRANT EXECUTE ON FUNCTION audit.record TO tidemark_progress;

GRANT EXECUTE ON FUNCTION audit.record TO tidemark_scheduler;

GRANT EXECUTE ON FUNCTION audit.record TO tidemark_timer;

GRANT EXECUTE ON FUNCTION progress.append TO tidemark_progress;

GRANT EXECUTE ON FUNCTION timer.append TO tidemark_timer;

GRANT INSERT, SELECT, UPDATE ON accounts.erasures TO tidemark_gateway;

GRANT DELETE, INSERT, SELECT, UPDATE ON accounts.refresh_tokens TO tidemark_gateway;

GRANT INSERT, SELECT, UPDATE ON accounts.users TO tidemark_gateway;

GRANT SELECT ON audit.chain TO tidemark_ops;

GRANT SELECT ON audit.entries TO tidemark_ops;

GRANT SELECT ON progress.clock_changes TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.clock_changes TO tidemark_progress;

GRANT SELECT ON progress.clock_entries TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.clock_entries TO tidemark_progress;

GRANT SELECT, UPDATE ON progress.commands TO tidemark_eraser;

GRANT SELECT ON progress.commands TO tidemark_ops;

GRANT INSERT, SELECT ON progress.commands TO tidemark_progress;

GRANT SELECT ON progress.cursors TO tidemark_ops;

GRANT INSERT, SELECT, UPDATE ON progress.cursors TO tidemark_progress;

GRANT SELECT ON progress.daily_session_stats TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.daily_session_stats TO tidemark_progress;

GRANT SELECT ON progress.dead_letters TO tidemark_ops;

GRANT DELETE, INSERT, SELECT ON progress.dead_letters TO tidemark_progress;

GRANT SELECT ON progress.edits TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.edits TO tidemark_progress;

GRANT SELECT, UPDATE ON progress.events TO tidemark_eraser;

GRANT SELECT ON progress.events TO tidemark_ops;

GRANT INSERT, SELECT ON progress.events TO tidemark_progress;

GRANT SELECT ON progress.facts_put_aside TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.facts_put_aside TO tidemark_progress;

GRANT SELECT, UPDATE ON progress.heads TO tidemark_eraser;

GRANT SELECT ON progress.heads TO tidemark_ops;

GRANT INSERT, SELECT, UPDATE ON progress.heads TO tidemark_progress;

GRANT SELECT ON progress.heard TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.heard TO tidemark_progress;

GRANT SELECT ON progress.lanes TO tidemark_ops;

GRANT SELECT, UPDATE ON progress.lanes TO tidemark_progress;

GRANT SELECT ON progress.replays TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.replays TO tidemark_progress;

GRANT SELECT ON progress.resets TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.resets TO tidemark_progress;

GRANT SELECT ON progress.timesheets TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON progress.timesheets TO tidemark_progress;

GRANT SELECT ON scheduler.dead_letters TO tidemark_ops;

GRANT DELETE, INSERT, SELECT ON scheduler.dead_letters TO tidemark_scheduler;

GRANT SELECT ON scheduler.forgotten_users TO tidemark_ops;

GRANT INSERT, SELECT ON scheduler.forgotten_users TO tidemark_scheduler;

GRANT SELECT ON scheduler.scheduled_tasks TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON scheduler.scheduled_tasks TO tidemark_scheduler;

GRANT SELECT ON timer.checkpoints TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON timer.checkpoints TO tidemark_timer;

GRANT SELECT, UPDATE ON timer.commands TO tidemark_eraser;

GRANT SELECT ON timer.commands TO tidemark_ops;

GRANT INSERT, SELECT ON timer.commands TO tidemark_timer;

GRANT SELECT ON timer.cursors TO tidemark_ops;

GRANT INSERT, SELECT, UPDATE ON timer.cursors TO tidemark_timer;

GRANT SELECT ON timer.dead_letters TO tidemark_ops;

GRANT DELETE, INSERT, SELECT ON timer.dead_letters TO tidemark_timer;

GRANT SELECT, UPDATE ON timer.events TO tidemark_eraser;

GRANT SELECT ON timer.events TO tidemark_ops;

GRANT INSERT, SELECT ON timer.events TO tidemark_timer;

GRANT SELECT, UPDATE ON timer.heads TO tidemark_eraser;

GRANT SELECT ON timer.heads TO tidemark_ops;

GRANT INSERT, SELECT, UPDATE ON timer.heads TO tidemark_timer;

GRANT SELECT ON timer.lanes TO tidemark_ops;

GRANT SELECT, UPDATE ON timer.lanes TO tidemark_timer;

GRANT SELECT ON timer.presence TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON timer.presence TO tidemark_timer;

GRANT SELECT ON timer.replays TO tidemark_ops;

GRANT DELETE, INSERT, SELECT, UPDATE ON timer.replays TO tidemark_timer;

GRANT SELECT ON timer.zone_database TO tidemark_ops;

GRANT INSERT, SELECT, UPDATE ON timer.zone_database TO tidemark_timer;
