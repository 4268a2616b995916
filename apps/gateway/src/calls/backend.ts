import {
  followedCall,
  heartbeatCall,
  snapshotCall,
  type CommandEnvelope,
  type FollowedPart,
  type HeartbeatDto,
  type HeartbeatShown,
  type QueryEnvelope,
  type RevisionsDto,
  type SnapshotShown,
} from '@tidemark/contracts';
import { Rejection, Unavailable } from '@tidemark/domain';
import { commandSubject, querySubject, type Bus, type RequestOptions } from '@tidemark/messaging';
import { eraseTask, type EraseUserDto, type Logger } from '@tidemark/service-kit';
import { Refused } from '../http/refused';
import type { Caller } from './caller';
import type { CommandInput } from './command-input';

const PRESENCE = 'presence';
const NOTHING_TOLD = {
  timer: null,
  session: null,
  configuration: null,
  sessionCount: null,
  progress: null,
  drafts: null,
};
/** Nobody waits long for the part that may be missing; of a service that is down it is known at once. */
const PART_PATIENCE: RequestOptions = { timeoutMs: 1_000, attempts: 1 };
/** Every service that keeps something of a person. */
const KEEPERS = ['scheduler', 'progress', 'timer'];
/** Somebody may have written for years. */
const ERASING: RequestOptions = { timeoutMs: 120_000, attempts: 1 };
/** Every service that keeps events of a person. */
const ACCOUNTS = ['account', 'progress-account'];
/** A person who has more than this many pages of events in one service gets them by hand. */
const EXPORT_PAGES_MAX = 400;

interface ExportPage {
  readonly events: readonly object[];
  readonly nextAfter?: number;
}

/** The services behind the gateway. What they refuse is thrown in their own words. */
export class Backend {
  constructor(
    private readonly bus: Bus,
    private readonly logger: Pick<Logger, 'debug'>,
  ) {}

  command(category: string, name: string, { commandId, at, data }: CommandInput, caller: Caller): Promise<object> {
    const envelope: CommandEnvelope = { name, ...caller, commandId, at, data };
    this.logger.debug({ ...caller, name, commandId }, 'A command is passed on.');
    return this.ask(commandSubject(category), envelope);
  }

  query(category: string, name: string, data: object, { userId, correlationId }: Caller): Promise<object> {
    const envelope: QueryEnvelope = { name, userId, correlationId, data };
    return this.ask(querySubject(category), envelope);
  }

  async heartbeat(data: HeartbeatDto, caller: Caller): Promise<HeartbeatShown> {
    const spoken = { deviceId: caller.deviceId, ...data };
    const [told, part] = await Promise.all([
      this.query(PRESENCE, heartbeatCall.name, spoken, caller) as Promise<HeartbeatShown>,
      this.followed(data.revisions, caller),
    ]);
    return {
      ...told,
      revisions: { ...told.revisions, ...part.revisions },
      missed: { ...told.missed, ...part.missed },
    };
  }

  /** Every kind has its part, be it that nobody told of it. */
  async snapshot(revisions: RevisionsDto | undefined, caller: Caller): Promise<SnapshotShown> {
    const data = { revisions, deviceId: caller.deviceId };
    const [told, part] = await Promise.all([
      this.query(PRESENCE, snapshotCall.name, data, caller) as Promise<SnapshotShown>,
      this.followed(revisions, caller),
    ]);
    return { ...NOTHING_TOLD, ...told, ...part.missed, revisions: { ...told.revisions, ...part.revisions } };
  }

  /** Every event of a person, service by service and page by page. */
  async exportEvents(caller: Caller): Promise<readonly object[]> {
    const events: object[] = [];
    for (const account of ACCOUNTS) events.push(...(await this.exportFrom(account, caller)));
    return events;
  }

  /**
   * Everywhere, one service after the other; may be repeated after a failure. Those that hear of others come first, so
   * that nothing is made anew of what is still told; the one that tells everybody comes last.
   */
  async eraseUser(wish: EraseUserDto): Promise<void> {
    for (const schema of KEEPERS) await this.ask(eraseTask(schema), wish, ERASING);
  }

  private async exportFrom(account: string, caller: Caller): Promise<readonly object[]> {
    const events: object[] = [];
    let after: number | undefined = 0;
    for (let page = 0; page < EXPORT_PAGES_MAX && after !== undefined; page += 1) {
      const answer: ExportPage = (await this.query(account, 'account/export', { after }, caller)) as ExportPage;
      events.push(...answer.events);
      after = answer.nextAfter;
    }
    if (after !== undefined) throw new Rejection('account/too-large', 'There is too much to export at once.');
    return events;
  }

  /** What the progress-service knows of its own kinds; while it is away they are missing, and the rest is told. */
  private async followed(revisions: RevisionsDto | undefined, caller: Caller): Promise<FollowedPart> {
    const { userId, correlationId } = caller;
    const envelope: QueryEnvelope = { name: followedCall.name, userId, correlationId, data: { revisions } };
    try {
      const part = await this.ask(querySubject(followedCall.category), envelope, PART_PATIENCE);
      return part as FollowedPart;
    } catch (error) {
      if (!(error instanceof Unavailable || error instanceof Refused)) throw error;
      return { revisions: {}, missed: {} };
    }
  }

  private async ask(subject: string, envelope: object, options: RequestOptions = {}): Promise<object> {
    const reply = await this.bus.request<object>(subject, envelope, options);
    if (!reply.ok) throw new Refused(reply.error);
    return reply.body;
  }
}
