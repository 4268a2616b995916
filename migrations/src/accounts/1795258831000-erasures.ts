import { ERASER } from '@tidemark/event-log';
import { forwardMigration } from '../forward-migration';

/** Who asked for the erasure of whom, until nothing is left to erase [I-28]: what was begun is finished by whoever is there. */
export const accountsErasures = forwardMigration('AccountsErasures1795258831000', [
  // The salt makes the new names of ids, the same ones after a crash; once it is forgotten, nobody can tell what they were.
  `
CREATE TABLE accounts.erasures (
  user_id      text        PRIMARY KEY COLLATE "C",
  operation_id uuid        NOT NULL,
  actor        text        NOT NULL,
  reason       text        NOT NULL,
  salt         text        NULL,
  asked_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  tried_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  erased_at    timestamptz NULL,
  settled_at   timestamptz NULL,
  CHECK ((salt IS NULL) = (settled_at IS NOT NULL)),
  CHECK (settled_at IS NULL OR erased_at IS NOT NULL)
)`,
  `CREATE INDEX erasures_to_do ON accounts.erasures (tried_at) WHERE settled_at IS NULL`,
  `CREATE INDEX erasures_by_time ON accounts.erasures (asked_at)`,
  `GRANT SELECT, INSERT, UPDATE ON accounts.erasures TO tidemark_gateway`,
  `
GRANT SELECT (user_id, operation_id, actor, reason, asked_at, erased_at, settled_at)
ON accounts.erasures TO tidemark_ops`,
  // What an erased person is told late makes no task of them anew.
  `
CREATE TABLE scheduler.forgotten_users (
  user_id      text        PRIMARY KEY COLLATE "C",
  forgotten_at timestamptz NOT NULL DEFAULT clock_timestamp()
)`,
  `GRANT SELECT, INSERT ON scheduler.forgotten_users TO tidemark_scheduler`,
  // Events, heads and commands of one person are erased together, in place: nothing is ever removed.
  ...['timer', 'progress'].flatMap((schema) => [
    `GRANT SELECT, UPDATE ON ${schema}.heads, ${schema}.commands TO ${ERASER}`,
    `REVOKE DELETE ON ${schema}.events FROM ${ERASER}`,
  ]),
]);
