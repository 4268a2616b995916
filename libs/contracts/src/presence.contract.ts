import type { Route } from './contract';
import { Key, Moment, Nested, Nullable, Optional, Whole } from './fields';
import { ConfigurationShown, DayShown, SessionCountShown } from './day.contract';
import { SessionShown } from './session-shapes';
import { TimerShown } from './timer.contract';

// ---- what may be said

/** How far a client has seen, per kind. */
export class RevisionsDto {
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) timer?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) clock?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) day?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) progress?: number;
  @Optional() @Whole(0, Number.MAX_SAFE_INTEGER) drafts?: number;
}

/** A sign of life, and how far its sender has seen. */
export class HeartbeatDto {
  @Optional() @Key('The device that is alive.') deviceId?: string;
  @Optional() @Nested(() => RevisionsDto) revisions?: RevisionsDto;
}

// ---- what is answered

/** The newest revision of each kind. */
export class RevisionsShown extends RevisionsDto {}

/** The kinds in which a client is behind, each with its newest state. */
export class MissedShown {
  @Optional() @Nested(() => TimerShown) timer?: TimerShown;
  @Optional() @Nested(() => SessionShown) clock?: SessionShown;
  @Optional() @Nested(() => DayShown) day?: DayShown;
}

/** The answer to a sign of life. */
export class HeartbeatShown {
  @Moment() serverTime!: string;
  @Nested(() => RevisionsShown) revisions!: RevisionsShown;
  @Nested(() => MissedShown) missed!: MissedShown;
}

/** The first thing a socket hears; what the client already has is null. */
export class SnapshotShown {
  @Moment() serverTime!: string;
  @Nullable() @Nested(() => TimerShown) timer!: TimerShown | null;
  @Nullable() @Nested(() => SessionShown) session!: SessionShown | null;
  @Nullable() @Nested(() => ConfigurationShown) configuration!: ConfigurationShown | null;
  @Nullable() @Nested(() => SessionCountShown) sessionCount!: SessionCountShown | null;
  @Nested(() => RevisionsShown) revisions!: RevisionsShown;
}

// ---- how it is said

/** A sign of life, on HTTP and on sockets [T8]. */
export const heartbeatCall = {
  name: 'presence/heartbeat',
  summary: 'I am here; tell me what I missed.',
  route: { method: 'post', path: '/api/heartbeat' } satisfies Route as Route,
  body: HeartbeatDto,
  answer: HeartbeatShown,
};

/** What a connecting client is told: everything newer than the revisions it has. */
export const snapshotCall = {
  name: 'presence/snapshot',
  summary: 'Everything newer than the revisions given.',
  body: HeartbeatDto,
  answer: SnapshotShown,
};
