import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { timer, type Timer, type TimerCommand, type TimerEvent } from '@tidemark/domain';

const run = promisify(execFile);
const PACKAGES = ['@event-driven-io/emmett@0.42.0', '@event-driven-io/emmett-postgresql@0.42.0'];
const CONSUMER_PAGE = 1_000;
const CONSUMER_PAUSE_MS = 1;
const FILLED_AT_ONCE = 100;

/** As much of Emmett as is measured. */
interface Store {
  readonly schema: { migrate(): Promise<unknown> };
  appendToStream(stream: string, events: readonly object[]): Promise<unknown>;
  close(): Promise<void>;
}
interface Consumer {
  reactor(options: { processorId: string; eachMessage(event: TimerEvent): void }): unknown;
  start(): Promise<void>;
  close(): Promise<void>;
}
type Handle = (store: Store, stream: string, decide: (state: Timer) => readonly TimerEvent[]) => Promise<unknown>;

/** The event store that most TypeScript people would take instead, installed for the length of the bench. */
export class Emmett {
  readonly #handle: Handle;

  private constructor(
    readonly folder: string,
    readonly store: Store,
    readonly consumerOf: (options: object) => Consumer,
    load: NodeJS.Require,
  ) {
    const { CommandHandler } = load('@event-driven-io/emmett') as { CommandHandler(options: object): Handle };
    this.#handle = CommandHandler({ evolve: timer.evolve, initialState: () => timer.initial });
  }

  static async on(url: string): Promise<Emmett> {
    const folder = mkdtempSync(join(tmpdir(), 'tidemark-emmett-'));
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    await run('npm', ['install', '--no-audit', '--no-fund', ...PACKAGES], { cwd: folder });
    const load = createRequire(join(folder, 'package.json'));
    const postgres = load('@event-driven-io/emmett-postgresql') as {
      getPostgreSQLEventStore(url: string): Store;
      postgreSQLEventStoreConsumer(options: object): Consumer;
    };
    const store = postgres.getPostgreSQLEventStore(url);
    await store.schema.migrate();
    const consumerOf = (options: object) =>
      postgres.postgreSQLEventStoreConsumer({ connectionString: url, ...options });
    return new Emmett(folder, store, consumerOf, load);
  }

  /** Reads the stream, folds it, decides by our rules and appends. */
  command(stream: string, command: TimerCommand): Promise<unknown> {
    return this.#handle(this.store, stream, (state) => timer.decide(state, command));
  }

  append(stream: string, events: readonly object[]): Promise<unknown> {
    return this.store.appendToStream(stream, events);
  }

  /** So many events, in streams of a hundred. */
  async fill(events: number): Promise<void> {
    const story = Array.from({ length: FILLED_AT_ONCE }, (_, turn) => ({
      type: 'SessionPaused',
      data: { sessionId: `session-${turn}`, pausedAt: Date.now(), remainingMs: turn },
    }));
    for (let made = 0; made < events; made += FILLED_AT_ONCE) await this.append(`timer-${made}`, story);
  }

  /** Reads everything from the beginning; returns how many events a second. */
  async consume(processorId: string): Promise<number> {
    let events = 0;
    const pulling = { batchSize: CONSUMER_PAGE, pullingFrequencyInMs: CONSUMER_PAUSE_MS };
    const consumer = this.consumerOf({ pulling, stopWhen: { noMessagesLeft: true } });
    consumer.reactor({ processorId, eachMessage: () => void (events += 1) });
    const startedAt = performance.now();
    await consumer.start();
    const tookMs = performance.now() - startedAt;
    await consumer.close();
    return (events * 1_000) / tookMs;
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.folder, { recursive: true });
  }
}
