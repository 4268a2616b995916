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
import { commandSubject, querySubject, type Bus } from '@tidemark/messaging';
import { Refused } from '../http/refused';
import type { Caller } from './caller';
import type { CommandInput } from './command-input';

const PRESENCE = 'presence';
const TIMER = 'timer';
const ACCOUNT = 'account';
/** A whole life of events takes longer than a command. */
const EXPORT = { timeoutMs: 20_000, attempts: 1 };

/** What a client may have missed; a kind that it has already is left out. */
export type Snapshot = Pick<SnapshotShown, 'serverTime' | 'timer' | 'revisions'>;

/** The services behind the gateway. What they refuse is thrown in their own words. */
export class Backend {
  constructor(private readonly bus: Bus) {}

  command(category: string, name: string, { commandId, at, data }: CommandInput, caller: Caller): Promise<object> {
    const envelope: CommandEnvelope = { name, ...caller, commandId, at, data };
    return this.ask(commandSubject(category), envelope);
  }

  query(category: string, name: string, data: object, { userId, correlationId }: Caller): Promise<object> {
    const envelope: QueryEnvelope = { name, userId, correlationId, data };
    return this.ask(querySubject(category), envelope);
  }

  heartbeat(data: HeartbeatDto, caller: Caller): Promise<HeartbeatShown> {
    return this.query(PRESENCE, heartbeatCall.name, data, caller) as Promise<HeartbeatShown>;
  }

  snapshot(revisions: RevisionsDto | undefined, caller: Caller): Promise<Snapshot> {
    return this.query(PRESENCE, snapshotCall.name, { revisions }, caller) as Promise<Snapshot>;
  }

  exportTimer({ userId, correlationId }: Caller): Promise<object> {
    const envelope: QueryEnvelope = { name: 'timer/export', userId, correlationId, data: {} };
    return this.ask(querySubject(TIMER), envelope, EXPORT);
  }

  eraseAccount(caller: Caller): Promise<object> {
    const input = { commandId: randomUUID(), at: undefined, data: {} };
    return this.command(ACCOUNT, 'account/erase', input, caller);
  }

  private async ask(subject: string, envelope: object, options?: typeof EXPORT): Promise<object> {
    const reply = await this.bus.request<object>(subject, envelope, options);
    if (!reply.ok) throw new Refused(reply.error);
    return reply.body;
  }
}
