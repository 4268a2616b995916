import type { Reply } from '@tidemark/contracts';
import { Unavailable } from '@tidemark/domain';
import type { Msg, MsgHdrs, NatsConnection } from 'nats';
import type { Outgoing } from './outgoing';
import type { TraceCarrier } from './tracing';

/** Requests that wait at once; more than this means that nobody answers any more. */
export const WAITING_MAX = 20_000;
/** How exactly a timeout is kept. */
const SWEEP_EVERY_MS = 50;
/** A service that restarts is back soon; nobody listening is known at once. */
const NOBODY_LISTENS_PAUSE_MS = 200;
const NO_RESPONDERS = 503;

/** How patient a request is. */
export interface RequestOptions {
  /** How long each attempt may take. */
  readonly timeoutMs?: number;
  /** How often the same request is sent in all. */
  readonly attempts?: number;
}

/** For one attempt. */
export const DEFAULT_TIMEOUT_MS = 2_000;
/** In all, the first one too. */
export const DEFAULT_ATTEMPTS = 3;

/** Told how each request ended. */
export type RequestObserver = (subject: string, outcome: 'answered' | 'unavailable', durationMs: number) => void;

interface Waiting {
  readonly token: string;
  readonly subject: string;
  readonly data: Uint8Array;
  readonly timeoutMs: number;
  readonly carrier: TraceCarrier | undefined;
  readonly askedAt: number;
  attemptsLeft: number;
  /** When to ask again, or to give up. */
  nextAt: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Every request of a process shares one reply inbox; the last part of the reply subject is the place in this table.
 * All attempts of a request share a place: the late answer to the first one is as good as that to the second, since
 * both carry the same command key.
 */
export class RequestTable {
  private readonly tokenStart: number;
  private readonly waiting = new Map<string, Waiting>();
  private lastToken = 0;
  private sweep: NodeJS.Timeout | undefined;

  constructor(
    connection: NatsConnection,
    private readonly inbox: string,
    private readonly outgoing: Outgoing,
    private readonly headers: (carrier?: TraceCarrier) => MsgHdrs,
    private readonly observe: RequestObserver,
  ) {
    this.tokenStart = inbox.length + 1;
    connection.subscribe(`${inbox}.*`, { callback: (_, answer) => this.take(answer) });
  }

  get size(): number {
    return this.waiting.size;
  }

  ask(subject: string, data: Uint8Array, options: RequestOptions, carrier?: TraceCarrier): Promise<Reply> {
    const { timeoutMs = DEFAULT_TIMEOUT_MS, attempts = DEFAULT_ATTEMPTS } = options;
    if (this.waiting.size >= WAITING_MAX) return Promise.reject(new Unavailable('The bus'));
    return new Promise((resolve, reject) => {
      const token = (this.lastToken += 1).toString(36);
      const askedAt = performance.now();
      const nextAt = askedAt + timeoutMs;
      const attempt = { attemptsLeft: attempts - 1, askedAt, nextAt };
      const waiting = { token, subject, data, timeoutMs, carrier, ...attempt, resolve, reject };
      this.waiting.set(token, waiting);
      this.send(waiting);
      this.sweep ??= setInterval(() => this.sweepOverdue(), SWEEP_EVERY_MS);
    });
  }

  /** Asks everything again whose question or answer may have been lost with the connection. */
  askAgain(): void {
    for (const waiting of this.waiting.values()) this.send(waiting);
  }

  close(): void {
    for (const waiting of this.waiting.values()) this.giveUp(waiting);
    clearInterval(this.sweep);
  }

  private send({ subject, data, token, carrier }: Waiting): void {
    this.outgoing.push(subject, data, { reply: `${this.inbox}.${token}`, headers: this.headers(carrier) });
  }

  private take(answer: Msg): void {
    const waiting = this.waiting.get(answer.subject.slice(this.tokenStart));
    if (!waiting) return;
    if (answer.data.length === 0 && answer.headers?.code === NO_RESPONDERS) return this.nobodyListens(waiting);
    this.waiting.delete(waiting.token);
    const reply = replyIn(answer.data);
    if (!reply) return waiting.reject(new Error(`The answer on ${waiting.subject} is not a reply.`));
    waiting.resolve(reply);
    this.observe(waiting.subject, 'answered', performance.now() - waiting.askedAt);
  }

  private nobodyListens(waiting: Waiting): void {
    if (waiting.attemptsLeft === 0) this.giveUp(waiting);
    else waiting.nextAt = performance.now() + NOBODY_LISTENS_PAUSE_MS;
  }

  private sweepOverdue(): void {
    const now = performance.now();
    for (const waiting of this.waiting.values()) {
      if (waiting.nextAt > now) continue;
      if (waiting.attemptsLeft === 0) {
        this.giveUp(waiting);
        continue;
      }
      waiting.attemptsLeft -= 1;
      waiting.nextAt = now + waiting.timeoutMs;
      this.send(waiting);
    }
    if (this.waiting.size === 0) {
      clearInterval(this.sweep);
      this.sweep = undefined;
    }
  }

  private giveUp({ token, subject, askedAt, reject }: Waiting): void {
    this.waiting.delete(token);
    reject(new Unavailable('The service that answers this'));
    this.observe(subject, 'unavailable', performance.now() - askedAt);
  }
}

function replyIn(data: Uint8Array): Reply | undefined {
  try {
    const reply = JSON.parse(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString()) as Reply | null;
    return typeof reply?.ok === 'boolean' ? reply : undefined;
  } catch {
    return undefined;
  }
}
