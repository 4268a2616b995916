import { randomUUID } from 'node:crypto';
import {
  checked,
  HeartbeatDto,
  InvalidRequest,
  registry,
  screen,
  type CommandContract,
  type Refusal,
} from '@tidemark/contracts';
import { Rejection, toIso } from '@tidemark/domain';
import type { Clock } from '@tidemark/event-log';
import { inSpan } from '@tidemark/messaging';
import { SpanKind } from '@opentelemetry/api';
import type { Backend } from '../calls/backend';
import type { Caller } from '../calls/caller';
import { commandInput } from '../calls/command-input';
import { refusalFor } from '../http/refused';
import type { Limiter } from '../limits/limiter';
import { AuthFailure } from '../tokens/auth-failure';
import type { TokenVerifier } from '../tokens/token-verifier';
import type { Connection } from './connection';

type Answer = (connection: Connection, payload: unknown, correlationId: string) => Promise<object> | object;

/** Told how every event of a client ended. */
export type RequestObserver = (event: string, refusal: Refusal | undefined, error?: unknown) => void;

/** What clients may say on a socket. Whatever it is and however malformed, it is answered and harms nobody. */
export class SocketRequests {
  private readonly commands = commandsByName();
  private readonly answers: ReadonlyMap<unknown, Answer> = new Map<unknown, Answer>([
    ['command', (...said) => this.command(...said)],
    ['heartbeat', (...said) => this.heartbeat(...said)],
    // Time is the database's: this host's clock may be hours wrong.
    ['time', () => ({ serverTime: toIso(this.clock.now()) })],
    ['auth', (connection, payload) => this.renew(connection, payload)],
  ]);

  constructor(
    private readonly backend: Backend,
    private readonly verifier: TokenVerifier,
    private readonly perUser: Limiter,
    private readonly clock: Clock,
    private readonly observe: RequestObserver,
  ) {}

  async take(connection: Connection, event: unknown, said: readonly unknown[]): Promise<void> {
    const acknowledge = typeof said.at(-1) === 'function' ? (said.at(-1) as (body: object) => void) : undefined;
    const payloads = acknowledge ? said.slice(0, -1) : said;
    const name = this.nameOf(event, payloads[0]);
    const begins = randomUUID();
    const door = { name: `socket ${name}`, kind: SpanKind.SERVER, begins };
    try {
      const body = await inSpan(door, async () => this.answer(connection, event, payloads, begins));
      this.observe(name, undefined);
      acknowledge?.({ ok: true, ...body });
    } catch (error) {
      const refusal = refusalFor(error);
      this.observe(name, refusal, error);
      const { code, message, details } = refusal;
      acknowledge?.({ ok: false, error: { code, message, details } });
    }
  }

  /** What the metrics call it; nothing that a client made up. */
  private nameOf(event: unknown, payload: unknown): string {
    const { name } = (payload ?? {}) as { name?: unknown };
    if (event === 'command' && this.commands.has(name)) return String(name);
    return this.answers.has(event) ? String(event) : 'unknown';
  }

  private answer(
    connection: Connection,
    event: unknown,
    payloads: readonly unknown[],
    correlationId: string,
  ): Promise<object> | object {
    this.perUser.admit(connection.userId);
    const answer = this.answers.get(event);
    if (!answer) throw new Rejection('request/unknown-event', 'There is no such event.');
    if (connection.hasEnded || (connection.hasExpired && event !== 'auth')) throw new AuthFailure('auth/expired');
    if (payloads.length > 1) throw invalid('', 'single', 'An event carries one object.');
    return answer(connection, payloads[0], correlationId);
  }

  private command(connection: Connection, payload: unknown, correlationId: string): Promise<object> {
    const { name, commandId, at, data = {}, ...unknown } = objectIn(payload, '');
    const [stranger] = Object.keys(unknown);
    if (stranger !== undefined) {
      screen(payload);
      throw invalid(stranger, 'whitelistValidation', `property ${stranger} should not exist`);
    }
    const command = this.commands.get(name);
    if (!command) throw invalid('name', 'isCommand', 'There is no such command.');
    const { category, contract } = command;
    const body = { ...objectIn(data, 'data'), ...(at !== undefined && { at }) };
    const input = commandInput(contract, body, { place: 'commandId', value: commandId });
    return this.backend.command(category, contract.name, input, callerOf(connection, correlationId));
  }

  private heartbeat(connection: Connection, payload: unknown = {}, correlationId: string): Promise<object> {
    return this.backend.heartbeat(checked(HeartbeatDto, payload), callerOf(connection, correlationId));
  }

  private async renew(connection: Connection, payload: unknown): Promise<object> {
    const { token } = objectIn(payload, '');
    const identity = await this.verifier.verify(token);
    if (identity.userId !== connection.userId || connection.hasEnded) throw new AuthFailure('auth/invalid');
    connection.renew(identity);
    return { expiresAt: toIso(identity.expiresAt) };
  }
}

function commandsByName(): ReadonlyMap<unknown, { category: string; contract: CommandContract }> {
  return new Map(
    registry.flatMap(({ category, commands }) => commands.map((contract) => [contract.name, { category, contract }])),
  );
}

function callerOf({ userId, deviceId }: Connection, correlationId: string): Caller {
  return { userId, deviceId, correlationId };
}

function objectIn(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(path, 'object', 'This must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

function invalid(path: string, rule: string, message: string): InvalidRequest {
  return new InvalidRequest([{ path, rule, message }]);
}
