import { randomUUID } from 'node:crypto';
import { opsContract, type CommandEnvelope, type QueryEnvelope } from '@tidemark/contracts';
import { commandSubject, querySubject, type Bus, type RequestOptions } from '@tidemark/messaging';
import type { Caller } from '../calls/caller';
import { Refused } from '../http/refused';
import type { Service } from '../http/endpoint';

/** Who looks may have to wait for a long story; sent again, it would only be told twice. */
const LOOK_PATIENCE: RequestOptions = { timeoutMs: 10_000, attempts: 1 };
/** What is changed may take its time, and is not wished for twice. */
const DEED_PATIENCE: RequestOptions = { timeoutMs: 60_000, attempts: 1 };

/** Asks the operations service; while that is away, everything else goes on without it. */
export class OpsCalls {
  constructor(private readonly bus: Bus) {}

  async ask({ name, isLook }: Extract<Service, { by: 'ops' }>, data: object, caller: Caller): Promise<object> {
    const { userId, correlationId } = caller;
    const look: QueryEnvelope = { name, userId, correlationId, data };
    const deed: CommandEnvelope = { ...look, commandId: randomUUID() };
    const reply = isLook
      ? await this.bus.request<object>(querySubject(opsContract.category), look, LOOK_PATIENCE)
      : await this.bus.request<object>(commandSubject(opsContract.category), deed, DEED_PATIENCE);
    if (!reply.ok) throw new Refused(reply.error);
    return reply.body;
  }
}
