import {
  Described,
  Flag,
  Key,
  LocalDate,
  Moment,
  Nested,
  Nullable,
  OneOf,
  Optional,
  registry,
  RESET_TYPES,
  Whole,
  Zone,
} from '@tidemark/contracts';
import { COUNT_MAX } from '@tidemark/domain';

/** What travels besides the shapes of the contracts: errors, and the frames around states. */

export class ErrorShown {
  @Described({ type: 'string', examples: ['timer/not-running'] }) code!: string;
  @Described({ type: 'string', description: 'One plain sentence.' }) message!: string;
  @Described({ description: 'A list of mistakes, or the state that the refusal is about.' }) details!: unknown;
}

export class FailureShown {
  @Nested(() => ErrorShown) error!: ErrorShown;
  @Described({ type: 'string', description: 'Also in the header X-Request-Id.' }) requestId!: string;
}

// ---- on sockets

export class NothingShown {}

export class TokenSaid {
  @Described({ type: 'string' }) token!: string;
}

export class TokenTaken {
  @Moment('When the fresh token runs out.') expiresAt!: string;
}

export class TimeShown {
  @Moment() serverTime!: string;
}

export class RefusalAcknowledged {
  @Flag('Always false.') ok!: boolean;
  @Nested(() => ErrorShown) error!: ErrorShown;
}

export class EventShown {
  @Described({ type: 'string', examples: ['SessionStarted'], description: '`CaughtUp` after an outage.' })
  type!: string;
  @Moment() at!: string;
}

export class OriginShown {
  @Nullable() @Key() deviceId!: string | null;
  @Nullable() @Key() commandId!: string | null;
}

export class ChangedShown {
  @OneOf(registry.flatMap(({ kinds }) => kinds)) kind!: string;
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Ignore what is not above the highest seen of this kind.') revision!: number;
  @Nested(() => EventShown) event!: EventShown;
  @Described({
    type: 'object',
    description: 'The whole state after it, as the query of this kind answers; a large draft in outline.',
  })
  state!: object;
  @Nested(() => OriginShown) origin!: OriginShown;
}

export class SessionCountTold {
  @Whole(0, COUNT_MAX) count!: number;
  @Nullable() @Whole(0, COUNT_MAX) manualSessionOverride!: number | null;
}

export class TimezoneTold {
  @Zone() timezone!: string;
  @Moment('When the day at hand ends by it.') nextResetAt!: string;
}

export class DailyResetTold {
  @OneOf(RESET_TYPES) resetType!: string;
  @Whole(0, COUNT_MAX) previousCount!: number;
  @Whole(0, COUNT_MAX) newCount!: number;
  @LocalDate('The date that begins, or goes on.') localDate!: string;
  @Moment() nextResetAt!: string;
}

export class DrainShown {
  @Whole(0, Number.MAX_SAFE_INTEGER, 'Come back after so long.') retryInMs!: number;
}

// ---- on NATS

export class CommandSent {
  @Described({ type: 'string', examples: ['timer/start'] }) name!: string;
  @Key() userId!: string;
  @Key() commandId!: string;
  @Optional() @Moment() at?: string;
  @Optional() @Key() deviceId?: string;
  @Described({ type: 'string' }) correlationId!: string;
  @Described({ type: 'object', description: 'The body of the command, without commandId and at.' }) data!: object;
}

export class QuerySent {
  @Described({ type: 'string', examples: ['timer/view'] }) name!: string;
  @Key() userId!: string;
  @Described({ type: 'string' }) correlationId!: string;
  @Described({ type: 'object' }) data!: object;
}

export class RefusalGiven extends ErrorShown {
  @Whole(400, 599, 'The HTTP status that belongs to it.') status!: number;
}

export class ReplyGiven {
  @Flag() ok!: boolean;
  @Optional() @Described({ type: 'object', description: 'With ok.' }) body?: object;
  @Optional() @Nested(() => RefusalGiven) error?: RefusalGiven;
}

export class FactTold {
  @Described({ type: 'string', format: 'uuid', description: 'Also the message id.' }) eventId!: string;
  @Described({ type: 'string', examples: ['SessionStarted'] }) type!: string;
  @Whole(1, Number.MAX_SAFE_INTEGER) schemaVersion!: number;
  @Described({ type: 'string' }) streamId!: string;
  @Whole(1, Number.MAX_SAFE_INTEGER) version!: number;
  @Whole(1, Number.MAX_SAFE_INTEGER) position!: number;
  @Key() userId!: string;
  @Moment() occurredAt!: string;
  @Moment() recordedAt!: string;
  @Nullable() @Described({ type: 'string' }) commandId!: string | null;
  @Nullable() @Described({ type: 'string' }) causationId!: string | null;
  @Nullable() @Described({ type: 'string' }) correlationId!: string | null;
  @Nullable() @Described({ type: 'string' }) deviceId!: string | null;
  @Described({ type: 'object' }) data!: object;
  @Described({ type: 'object', description: 'The outside view after this event.' }) state!: object;
  @Optional()
  @Key('The replay in which it is told again; missing where it is told because it happened.')
  replayed?: string;
}
