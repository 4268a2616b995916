import type { ResetTime } from '@tidemark/domain';
import { Matches } from 'class-validator';
import {
  Described,
  Flag,
  Key,
  ListOf,
  LocalDate,
  LocalTimeOfReset,
  Moment,
  Nullable,
  OneOf,
  Optional,
  Text,
  Whole,
  Zone,
} from './fields';

/** So many things are listed in one answer. */
export const OPS_LIST_MAX = 500;
/** So many events of a stream are told in one answer, where they are not too long. */
export const OPS_CHAPTERS_MAX = 200;
/** Whoever changes something says why in so many characters. */
export const OPS_REASON_LENGTH_MAX = 500;
const STREAM_ID_LENGTH_MAX = 200;
const TYPE_LENGTH_MAX = 100;
const VERSION_MAX = 2_147_483_647;
const SAMPLE_MAX = 1_000;
const NAME_LENGTH_MAX = 256;
const JOB_ID_LENGTH_MAX = 200;
const CATEGORIES = ['timer', 'clock', 'day', 'program', 'draft'];

const Limit = () => Whole(1, OPS_LIST_MAX);
const StreamId = () => Text(1, STREAM_ID_LENGTH_MAX, 'Such as `timer-anna`.');

// ---- what may be asked

/** Which streams. */
export class FindStreamsDto {
  @Optional() @Key('Of this user.') user?: string;
  @Optional() @OneOf(CATEGORIES, 'Of this kind.') category?: string;
  @Optional() @Text(1, TYPE_LENGTH_MAX, 'With an event of this type.') type?: string;
  @Optional() @Moment('With an event at or after this instant.') since?: string;
  @Optional() @Moment('With an event before this instant.') until?: string;
  @Optional() @Limit() limit?: number;
}

/** Which part of the story of a stream. */
export class StoryDto {
  @StreamId() streamId!: string;
  @Optional() @Whole(0, VERSION_MAX, 'From the event after this version on.') after?: number;
  @Optional() @Whole(1, OPS_CHAPTERS_MAX) limit?: number;
}

/** Which state of a stream: the last one, unless said. */
export class StreamStateDto {
  @StreamId() streamId!: string;
  @Optional() @Whole(0, VERSION_MAX, 'After this many events.') version?: number;
  @Optional() @Moment('By all that had happened by then. Goes before a version.') at?: string;
}

/** Which day of whom. */
export class ReplayDayDto {
  @Key() userId!: string;
  @LocalDate('By the calendar of that user.') date!: string;
}

/** Which event. */
export class WhyDto {
  @Text(1, NAME_LENGTH_MAX, 'The id of an event, or `<stream>/<version>`, which is found at once.') event!: string;
}

/** Which resets. */
export class ComingResetsDto {
  @Optional() @Zone() zone?: string;
  @Optional() @Limit() limit?: number;
}

/** How much of a list. */
export class OpsListDto {
  @Optional() @Limit() limit?: number;
}

// ---- what may be wished for

const NotBlank = () => Matches(/\S/, { message: '$property must say something' });

/** Every change has its reason. None needs a key: what is done is not there any more when it is asked for again. */
export class OpsDeedDto {
  @NotBlank() @Text(1, OPS_REASON_LENGTH_MAX, 'Why; kept in the audit.') reason!: string;
}

/** Which days are to be closed now. */
export class RunResetsDeedDto extends OpsDeedDto {
  @Zone() timezone!: string;
  @LocalTimeOfReset() resetTime!: ResetTime;
}

/** Which job that was given up is to be tried again. */
export class RetryJobDeedDto extends OpsDeedDto {
  @Text(1, JOB_ID_LENGTH_MAX, 'As the list of jobs has it.') jobId!: string;
}

/** Which dead letter is to be dealt with. */
export class SettleLetterDeedDto extends OpsDeedDto {
  @Text(1, NAME_LENGTH_MAX, 'As the list names it, such as `timer/checkpoints/3.17`.') letter!: string;
}

/** What is to be proven; all whole tables, and so many users drawn by lot. */
export class VerifyDeedDto {
  @Optional() @Key('Only what is kept of this user.') user?: string;
  @Optional() @Whole(1, SAMPLE_MAX, 'So many users, drawn by lot; 100 unless said.') sample?: number;
}

// ---- what is answered

const Open = (description: string) => Described({ type: 'object', description });
const OpenList = (description: string) => Described({ type: 'array', items: { type: 'object' }, description });
const Count = (description?: string) => Whole(0, Number.MAX_SAFE_INTEGER, description);

/** One picture of the system. */
export class OverviewShown {
  @Moment() at!: string;
  @OpenList('Every process that answers, with its sockets, memory and age.') processes!: readonly object[];
  @OpenList('Events written in a second, sampled lately, oldest first.') rates!: readonly object[];
  @OpenList('Who reads the logs, and how many events they are behind.') readers!: readonly object[];
  @Nullable() @OpenList('Who listens on the bus; null while it cannot be asked.') listeners!: readonly object[] | null;
  @Count('Timers that run, counted up to a limit.') timersRunning!: number;
  @Count('Streams that exist, by the estimate of the database.') streams!: number;
  @Count('What could not be applied and was put aside.') deadLetters!: number;
  @OpenList('The next daily resets by zone and time.') resets!: readonly object[];
}

/** A list of things that are described where they are made. */
export class OpsListShown {
  @OpenList('What was found.') items!: readonly object[];
}

/** A part of the story of a stream. */
export class StoryShown {
  @StreamId() streamId!: string;
  @Key() userId!: string;
  @Count('How many events it has.') version!: number;
  @Moment('When its last event happened.') occurredAt!: string;
  @OpenList('Events in order, each with what it changed.') chapters!: readonly object[];
}

/** The state of a stream, folded from its events. */
export class StreamStateShown {
  @StreamId() streamId!: string;
  @Count() version!: number;
  @Count('The last version there is.') lastVersion!: number;
  @Open('As it stood then.') state!: object;
}

/** A whole local day of a user. */
export class ReplayedDayShown {
  @Key() userId!: string;
  @LocalDate() localDate!: string;
  @Zone() timezone!: string;
  @Moment() startsAt!: string;
  @Moment() endsAt!: string;
  @OpenList('What happened, over all streams.') events!: readonly object[];
  @Nullable() @OpenList('What the time was; null while that cannot be asked.') intervals!: readonly object[] | null;
}

/** Why an event happened, and what came of it. */
export class WhyShown {
  @Open('The event itself.') event!: object;
  @Nullable() @Open('Who wished for it; null where it came by itself.') wish!: object | null;
  @Nullable() @Open('The event that brought it about.') cause!: object | null;
  @OpenList('Events that it brought about.') effects!: readonly object[];
  @OpenList('Events of the same wish.') sameWish!: readonly object[];
  @OpenList('Who reads the log, and whether they have come so far.') heardBy!: readonly object[];
}

/** How far everybody has come who reads the logs or listens. */
export class ProjectionsShown {
  @OpenList('Who reads the logs.') readers!: readonly object[];
  @Nullable() @OpenList('Who listens on the bus; null while it cannot be asked.') listeners!: readonly object[] | null;
}

/** What is done by itself. */
export class JobsShown {
  @Nullable() @OpenList('Queues with their failed jobs; null while they cannot be asked.') queues!:
    readonly object[] | null;
  @OpenList('Jobs that come round.') jobs!: readonly object[];
  @Open('What the daily resets come to.') resets!: object;
}

/** One proof under way or over. */
export class VerificationShown {
  @Key() verificationId!: string;
  @OneOf(['running', 'sound', 'broken', 'failed']) status!: 'running' | 'sound' | 'broken' | 'failed';
  @Moment() startedAt!: string;
  @Nullable() @Moment() endedAt!: string | null;
  @Described({ type: 'string' }) startedBy!: string;
  @Open('How much was read so far.') read!: object;
  @OpenList('What was looked at, and what was wrong.') rules!: readonly object[];
  @OpenList('What is wrong.') breaches!: readonly object[];
  @Nullable() @Described({ type: 'string', description: 'Why it came to no end.' }) failure!: string | null;
}

/** Proofs, the latest first. */
export class VerificationsShown {
  @ListOf(() => VerificationShown) items!: readonly VerificationShown[];
}

/** What became of a change. */
export class OpsDoneShown {
  @Flag('It is done, and in the audit.') done!: boolean;
  @Open('What it came to.') result!: object;
}
