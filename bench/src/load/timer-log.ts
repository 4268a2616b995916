import { randomUUID } from 'node:crypto';

import {
  defaultSettings,
  timer,
  type Timer,
  type TimerCommand,
  type TimerEvent,
  type TimerSettings,
} from '@tidemark/domain';
import {
  CommandHandler,
  DatabaseClock,
  EventLog,
  verifyLog,
  type AnyDecider,
  type Context,
  type Given,
} from '@tidemark/event-log';
import { Pool } from 'pg';

const CONNECTIONS_MAX = 6;
const SOME_HASH = 'q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80';

type TimerContext = Context & { readonly settings: TimerSettings };

/** The event log with the real timer on it, without the service around it. */
export class TimerLog {
  readonly #handler: CommandHandler<Timer, TimerCommand, TimerEvent, TimerContext>;

  readonly #turns = new Map<string, number>();

  private constructor(
    readonly pool: Pool,
    readonly log: EventLog,
    readonly clock: DatabaseClock,
  ) {
    const contextOf = () => ({ lastSeenAt: 0, settings: defaultSettings });
    this.#handler = new CommandHandler(log, { decider: timer, contextOf, wake }, clock);
  }

  static async open(url: string, schema: string, role: string): Promise<TimerLog> {
    const options = `-c role=${role} -c search_path=${schema}`;
    const pool = new Pool({ connectionString: url, options, max: CONNECTIONS_MAX });
    return new TimerLog(pool, await EventLog.open(pool, schema), await DatabaseClock.start(pool));
  }

  /** Starts, then pauses and resumes in turn, so that every command is one event. */
  press(userId: string): Promise<unknown> {
    const turn = this.#turns.get(userId) ?? 0;
    this.#turns.set(userId, turn + 1);
    if (turn === 0) return this.start(userId);
    const type = turn % 2 === 1 ? 'PauseSession' : 'ResumeSession';
    return this.#tell(userId, type, ({ at, receivedAt }) => ({ type, at, receivedAt }));
  }

  start(userId: string, durationMs?: number): Promise<unknown> {
    return this.#tell(userId, 'StartSession', ({ at, receivedAt, newId, settings }) => ({
      type: 'StartSession',
      at,
      receivedAt,
      sessionId: newId,
      settings,
      replace: true,
      ...(durationMs !== undefined && { durationMs }),
    }));
  }

  /** Reads the whole log and fails where anything is wrong with it. */
  async prove(): Promise<void> {
    const findings = await verifyLog(this.log, [timer as AnyDecider]);
    if (findings.length > 0) throw new Error(`The log is broken: ${JSON.stringify(findings[0])}`);
  }

  async close(): Promise<void> {
    this.clock.stop();
    await this.log.close();
    await this.pool.end();
  }

  #tell(userId: string, type: TimerCommand['type'], make: (given: Given<TimerContext>) => TimerCommand) {
    const ids = { commandId: randomUUID(), correlationId: randomUUID() };
    const order = { userId, streamId: `timer-${userId}`, hash: SOME_HASH, deviceId: 'a-device', ...ids };
    return this.#handler.handle(order, type, make);
  }
}

function wake({ at, receivedAt, newId, settings, lastSeenAt }: Given<TimerContext>): TimerCommand {
  return { type: 'WakeTimer', at, receivedAt, sessionId: newId, settings, lastSeenAt };
}
