import { ERASER } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

const WRITERS = 'tidemark_timer, tidemark_progress, tidemark_scheduler, tidemark_gateway, tidemark_ops';
const NOTHING_BEFORE = `decode(repeat('00', 32), 'hex')`;

/** What people with rights did, and why, in one chain of hashes [I-29]: everybody may add to it, and nobody change it. */
export const opsAudit = forwardMigration('OpsAudit1795258830000', [
  `CREATE SCHEMA audit`,
  `
CREATE TABLE audit.entries (
  position      bigint      PRIMARY KEY CHECK (position > 0),
  operation_id  uuid        NOT NULL,
  outcome       text        NOT NULL CHECK (outcome IN ('begun', 'done', 'failed', 'refused')),
  actor         text        NOT NULL CHECK (actor ~ '^(operator|user|service)/.'),
  action        text        NOT NULL CHECK (action ~ '^[a-z-]+/[a-z-]+$'),
  subject       text        NOT NULL,
  user_id       text        NULL COLLATE "C",
  reason        text        NULL,
  details       text        NULL,
  details_hash  bytea       NULL,
  recorded_by   text        NOT NULL,
  at            timestamptz NOT NULL,
  previous_hash bytea       NOT NULL,
  hash          bytea       NOT NULL,
  CHECK (details IS NULL OR details_hash IS NOT NULL)
)`,
  // An operation begins once and ends once.
  `CREATE UNIQUE INDEX entries_by_operation ON audit.entries (operation_id, (outcome = 'begun'))`,
  `CREATE INDEX entries_of_user ON audit.entries (user_id) WHERE user_id IS NOT NULL`,
  // How long the chain is, so that an end that was cut off is missed, and whose turn it is to add to it.
  `
CREATE TABLE audit.chain (
  is_one boolean PRIMARY KEY DEFAULT true CHECK (is_one),
  length bigint  NOT NULL,
  hash   bytea   NOT NULL
)`,
  `INSERT INTO audit.chain (length, hash) VALUES (0, ${NOTHING_BEFORE})`,
  // What is hashed is the JSON array that JavaScript would write. Details count by their hash: they can be forgotten.
  `
CREATE FUNCTION audit.record(
  in_operation_id uuid, in_outcome text, in_actor text, in_action text, in_subject text, in_user_id text,
  in_reason text, in_details text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = audit, pg_temp
AS $record$
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
$record$`,
  // The eraser may forget details, and has no right to any other column; nobody else changes anything, not even the owner.
  `
CREATE FUNCTION audit.refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  IF current_user = '${ERASER}' AND TG_OP = 'UPDATE' AND NEW.details IS NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was recorded is never changed or removed' USING ERRCODE = 'insufficient_privilege';
END
$refuse$`,
  `
CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE ON audit.entries
FOR EACH ROW EXECUTE FUNCTION audit.refuse_rewriting()`,
  `
CREATE TRIGGER entries_stay_all BEFORE TRUNCATE ON audit.entries
FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_rewriting()`,
  `REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC`,
  `GRANT USAGE ON SCHEMA audit TO ${WRITERS}, ${ERASER}`,
  `GRANT EXECUTE ON FUNCTION audit.record TO ${WRITERS}`,
  `GRANT SELECT ON audit.entries, audit.chain TO tidemark_ops`,
  `GRANT SELECT (user_id, details), UPDATE (details) ON audit.entries TO ${ERASER}`,
]);
