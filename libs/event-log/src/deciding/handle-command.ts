import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  Rejection,
  Unavailable,
  fold,
  occurredAt,
  schemaVersionOf,
  toWire,
  type AnyCommand,
  type AnyEvent,
  type Instant,
} from '@tidemark/domain';
import type { Append, AppendResult, NewEvent } from '../append/append';
import { bytesBy } from './bytes-by';
import type { Clock } from '../deadlines/database-clock';
import { HeadCache, type KnownHead } from './head-cache';
import type { Head } from '../head';
import type { EventLog } from '../log';
import { eventOf } from '../recorded-event';
import { keptRefusal, refusalKept } from './kept-refusal';
import { settle, type Dated, type Settled } from './settle';
import { stateAt } from './state-at';
import type { Context, Decided, Given, Order, Outcome, StreamType } from './stream-type';
import { toldBy } from './told-by';
import { Turns } from './turns';

/** So often is one command decided anew because somebody else was first. */
const ATTEMPTS_MAX = 30;
/** For so long at most after the first defeat, and twice as long after each further one. */
const PAUSE_FIRST_MS = 20;
/** A busy stream is given up after some three seconds, before whoever asked has stopped waiting for an answer. */
const PAUSE_MAX_MS = 100;
/** Deciding takes a while; whoever waits for an answer is served after so many streams. */
const WOKEN_AT_ONCE = 100;

interface Verdict<State, Event> extends Settled<State, Event> {
  readonly rejection: Rejection | null;
}

/** What a command made of the state that it found. */
interface Decision<State, Event> extends Verdict<State, Event> {
  readonly before: State;
}

/** Takes commands of one kind of stream from a wish to an answer that is committed. */
export class CommandHandler<
  State,
  Command extends AnyCommand,
  Event extends AnyEvent,
  Extra extends Context = Context,
> {
  readonly category: string;
  readonly #heads: HeadCache;
  readonly #turns = new Turns();

  constructor(
    readonly log: EventLog,
    readonly stream: StreamType<State, Command, Event, Extra>,
    readonly clock: Clock,
  ) {
    this.category = stream.decider.category;
    this.#heads = new HeadCache(log, (state) => bytesBy(stream.decider, state as State));
  }

  /** Decides and appends; a refusal is an outcome too, with the state that explains it. */
  handle(
    order: Order,
    commandType: Command['type'],
    toCommand: (given: Given<Extra>) => Command,
  ): Promise<Decided<State, Event>> {
    return this.#turns.run(order.streamId, async () => {
      const context = await this.stream.contextOf(order.userId);
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
        await letPass(attempt);
        const head = await this.#heads.get(order.streamId);
        const decision = this.#decide(head, order, context, commandType, toCommand);
        const result = await this.log.append(this.#appendOf(order, head, decision, order));
        if (result.outcome === 'repeated') return this.#firstAnswer(order, result);
        const outcome = this.#taken(order.streamId, head, decision, result);
        if (!outcome) continue;
        const firstAt = decision.events.find(({ commandId }) => commandId !== null)?.occurredAt;
        const told = toldBy(order, firstAt, outcome.recordedAt);
        return { ...outcome, told, before: async () => decision.before };
      }
      throw new Unavailable(`The stream ${order.streamId}`);
    });
  }

  /** The stream as it stands now, with every deadline that has passed appended before it is shown. */
  current(userId: string, streamId: string): Promise<Omit<Outcome<State, Event>, 'rejection' | 'repeated'>> {
    return this.#turns.run(streamId, async () => {
      const context = await this.stream.contextOf(userId);
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
        await letPass(attempt);
        const head = await this.log.head(streamId);
        const now = this.clock.now();
        const settled = settle(this.stream, stateOf(this.stream, head), now, context);
        if (settled.events.length === 0) {
          return {
            ...settled,
            events: [],
            version: head?.version ?? 0,
            position: head?.position ?? 0,
            recordedAt: now,
          };
        }
        const result = await this.log.append(this.#appendOf({ userId, streamId }, head, settled));
        const outcome = this.#taken(streamId, head, { ...settled, rejection: null }, result);
        if (outcome) return outcome;
      }
      throw new Unavailable(`The stream ${streamId}`);
    });
  }

  /**
   * The deadline of a head rang. Says when to ring again where it turns out that the stream has nothing to say yet,
   * because its owner was seen since; otherwise what was appended, or somebody else's append, has set the next deadline.
   */
  wake({ userId, streamId, ...head }: Head): Promise<{ readonly ringAgainAt: Instant | null } | 'done'> {
    return this.#turns.run(streamId, async () => {
      const context = await this.stream.contextOf(userId);
      const state = head.state as State;
      const settled = settle(this.stream, state, Math.max(this.clock.now(), head.dueAt ?? 0), context);
      if (settled.events.length === 0) {
        return { ringAgainAt: this.stream.decider.dueAt?.(state, context.lastSeenAt) ?? null };
      }
      const result = await this.log.append(this.#appendOf({ userId, streamId }, head, settled));
      this.#taken(streamId, head, { ...settled, rejection: null }, result);
      return 'done';
    });
  }

  /**
   * Many deadlines rang at once, at most `TOGETHER_MAX`: decided some at a time and committed together. Tells what each
   * stream said that had something to say; where somebody was first, it is left to whoever asks again.
   */
  async wakeTogether(heads: readonly Head[]): Promise<readonly (readonly Event[])[]> {
    const woken: { readonly head: Head; readonly settled: Settled<State, Event> }[] = [];
    for (const [nth, head] of heads.entries()) {
      if (nth % WOKEN_AT_ONCE === 0) await nextTurn();
      const context = await this.stream.contextOf(head.userId);
      const settled = settle(this.stream, head.state as State, Math.max(this.clock.now(), head.dueAt ?? 0), context);
      if (settled.events.length > 0) woken.push({ head, settled });
    }
    const appends = woken.map(({ head, settled }) => this.#appendOf(head, head, settled));
    const results = await this.log.appendTogether(appends);
    return woken.flatMap(({ settled }, nth) =>
      results[nth]?.outcome === 'appended' ? [settled.events.map(({ event }) => event)] : [],
    );
  }

  #decide(
    head: KnownHead,
    order: Order,
    context: Extra,
    commandType: Command['type'],
    toCommand: (given: Given<Extra>) => Command,
  ): Decision<State, Event> {
    const { decider } = this.stream;
    const now = this.clock.now();
    const revision = head?.position ?? 0;
    let settled: Settled<State, Event> = { state: stateOf(this.stream, head), events: [] };
    try {
      const notBefore = decider.notBefore?.(settled.state, commandType) ?? head?.occurredAt ?? null;
      const at = occurredAt({ category: this.category, at: order.at, notBefore, now, isCertain: order.isCertain });
      settled = settle(this.stream, settled.state, at, context);
      const command = toCommand({ ...context, at, receivedAt: Math.max(now, at), newId: randomUUID(), revision });
      const decided = decider.decide(settled.state, command);
      const dated = decided.map((event) => ({ event, occurredAt: at, commandId: order.commandId }));
      return {
        state: fold(decider, settled.state, decided),
        events: [...settled.events, ...dated],
        rejection: null,
        before: settled.state,
      };
    } catch (failure) {
      if (!(failure instanceof Rejection)) throw failure;
      return { ...settled, rejection: failure, before: settled.state };
    }
  }

  #appendOf(
    { userId, streamId }: Pick<Order, 'userId' | 'streamId'>,
    head: KnownHead,
    { state, events, rejection }: Settled<State, Event> & { readonly rejection?: Rejection | null },
    order?: Order,
  ): Append {
    return {
      streamId,
      userId,
      expectedVersion: head?.version ?? 0,
      events: events.map(newEvent),
      state,
      dueAt: this.stream.decider.dueAt?.(state) ?? null,
      commandId: order?.commandId ?? null,
      hash: order?.hash ?? '',
      rejection: rejection ? keptRefusal(rejection) : null,
      causationId: order?.causationId ?? null,
      correlationId: order?.correlationId ?? null,
      deviceId: order?.deviceId ?? null,
    };
  }

  /** The outcome where the append was taken; nothing where somebody was first, whose head is known from now on. */
  #taken(
    streamId: string,
    head: KnownHead,
    { state, events, rejection }: Verdict<State, Event>,
    result: AppendResult,
  ): Outcome<State, Event> | undefined {
    if (result.outcome !== 'appended') {
      this.#heads.set(streamId, result.outcome === 'conflict' ? (result.head ?? undefined) : undefined);
      return undefined;
    }
    const { version, recordedAt } = result;
    const position = result.position ?? head?.position ?? 0;
    const last = events.at(-1);
    if (last) {
      // A stop that turns out to have been earlier is dated before the last event, and does not become the last.
      const occurredAt = Math.max(last.occurredAt, head?.occurredAt ?? 0);
      this.#heads.set(streamId, { version, position, state, occurredAt });
    }
    return {
      state,
      version,
      position,
      recordedAt,
      events: events.map(({ event }) => event),
      rejection,
      repeated: false,
    };
  }

  async #firstAnswer(
    order: Order,
    first: Extract<AppendResult, { outcome: 'repeated' }>,
  ): Promise<Decided<State, Event>> {
    const { streamId, commandId, hash } = order;
    if (first.hash !== hash || first.streamId !== streamId) {
      throw new Rejection('request/key-reused', 'This command key was used for something else before.');
    }
    const { version, recordedAt } = first;
    const after = (events: number) => stateAt(this.log, this.stream.decider, streamId, events);
    const { state, position } = await after(version);
    const rejection = first.rejection === null ? null : refusalKept(first.rejection);
    const recorded = await this.log.readCommand(streamId, commandId, version);
    return {
      ...{ state, version, position, recordedAt, rejection, repeated: true },
      events: recorded.map(eventOf<Event>),
      told: toldBy(order, recorded[0]?.occurredAt, recordedAt),
      before: async () => (await after(version - recorded.length)).state,
    };
  }
}

function stateOf<State>({ decider }: { readonly decider: { readonly initial: State } }, head: KnownHead): State {
  return head ? (head.state as State) : decider.initial;
}

function newEvent<Event extends AnyEvent>({ event, occurredAt, commandId }: Dated<Event>): NewEvent {
  return {
    eventId: randomUUID(),
    type: event.type,
    schemaVersion: schemaVersionOf(event.type),
    data: toWire(event.data),
    commandId,
    occurredAt,
  };
}

/** Whoever lost lets the others' next wishes pass, or would lose against each of them. */
async function letPass(attempt: number): Promise<void> {
  if (attempt === 0) return;
  const longestMs = Math.min(PAUSE_MAX_MS, PAUSE_FIRST_MS * 2 ** (attempt - 1));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs));
}
