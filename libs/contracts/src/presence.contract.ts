import type { Route } from './contract';
import { Described, Key, ListOf, Moment, Nested, Nullable, Optional } from './fields';
import { ConfigurationShown, DayShown, SessionCountShown } from './day.contract';
import { DraftToldShown } from './draft-shapes';
import { WorkoutLogShown } from './progress-shapes';
import { SessionShown } from './session-shapes';
import { RevisionsDto } from './revisions';
import { TimerShown } from './timer.contract';

// ---- what may be said

/** A sign of life, and how far its sender has seen. */
export class HeartbeatDto {
  @Optional() @Key('The device that is alive.') deviceId?: string;
  @Optional() @Nested(() => RevisionsDto) revisions?: RevisionsDto;
}

// ---- what is answered

/** The newest revision of each kind. */
export class RevisionsShown extends RevisionsDto {}

const OLDEST_CHANGE_FIRST =
  'What changed since, the oldest change first, as much as fits; whoever is still behind with the last of it asks again.';

/**
 * The kinds in which a client is behind, each with its newest state. Where a kind has many parts, they are a list of
 * those that changed, each with the revision of its own last change, so that a client always knows how far it was told.
 */
export class MissedShown {
  @Optional() @Nested(() => TimerShown) timer?: TimerShown;
  @Optional() @Nested(() => SessionShown) clock?: SessionShown;
  @Optional() @Nested(() => DayShown) day?: DayShown;

  @Optional()
  @ListOf(() => WorkoutLogShown)
  @Described({ description: OLDEST_CHANGE_FIRST })
  progress?: readonly WorkoutLogShown[];

  @Optional()
  @ListOf(() => DraftToldShown)
  @Described({ description: OLDEST_CHANGE_FIRST })
  drafts?: readonly DraftToldShown[];
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

  @Nullable()
  @ListOf(() => WorkoutLogShown)
  @Described({ description: `${OLDEST_CHANGE_FIRST} Only with the revision of progress in the handshake.` })
  progress!: readonly WorkoutLogShown[] | null;

  @Nullable()
  @ListOf(() => DraftToldShown)
  @Described({ description: `${OLDEST_CHANGE_FIRST} Only with the revision of drafts in the handshake.` })
  drafts!: readonly DraftToldShown[] | null;

  @Nested(() => RevisionsShown) revisions!: RevisionsShown;
}

/** What a service tells the gateway of the kinds that live in it; without a service, its kinds are missing. */
export type FollowedPart = Pick<HeartbeatShown, 'revisions' | 'missed'>;

// ---- how it is said

/** A sign of life, on HTTP and on sockets [T8]. */
export const heartbeatCall = {
  name: 'presence/heartbeat',
  summary: 'I am here; tell me what I missed.',
  route: { method: 'post', path: '/api/heartbeat' } satisfies Route as Route,
  body: HeartbeatDto,
  answer: HeartbeatShown,
};

/** The part of both that the progress-service knows: what is newer than the revisions given, of its own kinds. */
export const followedCall = { category: 'followed', name: 'followed/since', body: HeartbeatDto };

/** What a connecting client is told: everything newer than the revisions it has. */
export const snapshotCall = {
  name: 'presence/snapshot',
  summary: 'Everything newer than the revisions given.',
  body: HeartbeatDto,
  answer: SnapshotShown,
};
