import { randomUUID } from 'node:crypto';
import {
  heartbeatCall,
  snapshotCall,
  type CommandEnvelope,
  type HeartbeatDto,
  type HeartbeatShown,
  type QueryEnvelope,
  type RevisionsDto,
  type SnapshotShown,
} from '@tidemark/contracts';
import { Rejection } from '@tidemark/domain';
import { commandSubject, querySubject, type Bus } from '@tidemark/messaging';
import type { Logger } from '@tidemark/service-kit';
import { Refused } from '../http/refused';
import type { Caller } from './caller';
import type { CommandInput } from './command-input';

const PRESENCE = 'presence';
const NOTHING_TOLD = { timer: null, session: null, configuration: null, sessionCount: null };
const ACCOUNT = 'account';
/** A person who has more than this many pages of events gets them by hand. */
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

  heartbeat(data: HeartbeatDto, caller: Caller): Promise<HeartbeatShown> {
    const spoken = { deviceId: caller.deviceId, ...data };
    return this.query(PRESENCE, heartbeatCall.name, spoken, caller) as Promise<HeartbeatShown>;
  }

  /** Every kind has its part, be it that nobody told of it. */
  async snapshot(revisions: RevisionsDto | undefined, caller: Caller): Promise<SnapshotShown> {
    const data = { revisions, deviceId: caller.deviceId };
    const told = (await this.query(PRESENCE, snapshotCall.name, data, caller)) as SnapshotShown;
    return { ...NOTHING_TOLD, ...told };
  }

  /** Every event of a person, page by page. */
  async exportEvents(caller: Caller): Promise<readonly object[]> {
    const events: object[] = [];
    let after: number | undefined = 0;
    for (let page = 0; page < EXPORT_PAGES_MAX && after !== undefined; page += 1) {
      const answer: ExportPage = (await this.query(ACCOUNT, 'account/export', { after }, caller)) as ExportPage;
      events.push(...answer.events);
      after = answer.nextAfter;
    }
    if (after !== undefined) throw new Rejection('account/too-large', 'There is too much to export at once.');
    return events;
  }

  eraseAccount(caller: Caller): Promise<object> {
    const input = { commandId: randomUUID(), at: undefined, data: {} };
    return this.command(ACCOUNT, 'account/erase', input, caller);
  }

  private async ask(subject: string, envelope: object): Promise<object> {
    const reply = await this.bus.request<object>(subject, envelope);
    if (!reply.ok) throw new Refused(reply.error);
    return reply.body;
  }
}
