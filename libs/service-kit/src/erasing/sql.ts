/** For one transaction, the only role that may change events. */
export const BECOME_ERASER = `SET LOCAL ROLE tidemark_eraser`;

/** Some events of one stream, by version; what was written stays under a place and a time. */
export const ERASE_EVENTS = `
UPDATE events
SET data = erased.data::jsonb, schema_version = erased.schema_version, command_id = erased.command_id,
  correlation_id = NULL, device_id = NULL
FROM unnest($2::integer[], $3::text[], $4::integer[], $5::text[])
  AS erased (version, data, schema_version, command_id)
WHERE events.stream_id = $1 AND events.version = erased.version`;

/** Commands under new keys; what they were about, and what a refusal quotes, goes. */
export const ERASE_COMMANDS = `
UPDATE commands
SET command_id = erased.command_id, hash = '',
  rejection = CASE WHEN rejection LIKE '[%' THEN rejection::jsonb ->> 0 ELSE rejection END
FROM unnest($2::text[], $3::text[]) AS erased (previous_id, command_id)
WHERE commands.user_id = $1 AND commands.command_id = erased.previous_id`;

/** The keys of a person's commands, page by page. */
export const COMMANDS_LEFT = `
SELECT command_id AS "commandId"
FROM commands
WHERE user_id = $1 AND command_id > $2
ORDER BY command_id
LIMIT $3`;

/** Nobody appends to the stream until the transaction is over. */
export const LOCK_HEAD = `SELECT version FROM heads WHERE stream_id = $1 FOR UPDATE`;

/** Whether there is a stream of this name. */
export const IS_TAKEN = `SELECT FROM heads WHERE stream_id = $1`;

/** Nothing rings any more for somebody who is gone. */
export const ERASE_HEAD = `
UPDATE heads
SET stream_id = $2, state = $3, due_at = NULL, claimed_until = NULL
WHERE stream_id = $1`;

/** Events go with their head. */
export const MOVE_EVENTS = `UPDATE events SET stream_id = $2 WHERE stream_id = $1`;

/** What is known of commands goes with it too. */
export const MOVE_COMMANDS = `UPDATE commands SET stream_id = $2 WHERE user_id = $3 AND stream_id = $1`;
