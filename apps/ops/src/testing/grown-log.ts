import { randomUUID } from 'node:crypto';
import { defaultSettings, fold, MINUTE, schemaVersionOf, timer, toWire, type TimerCommand } from '@tidemark/domain';
import { EventLog, type Append } from '@tidemark/event-log';
import { Pool } from 'pg';

const SESSIONS_EACH = 10;
const EVENTS_PER_SESSION = 2;

/** Writes sessions of so many users into the log of timers; returns how many events they are. */
export async function growLog(url: string, users: number, name = 'user'): Promise<number> {
  const pool = new Pool({ connectionString: url, options: '-c role=tidemark_timer -c search_path=timer' });
  const log = await EventLog.open(pool, 'timer');
  await log.appendTogether(Array.from({ length: users }, (_, nth) => sessionsOf(`${name}-${nth}`)));
  await log.close();
  await pool.end();
  return users * SESSIONS_EACH * EVENTS_PER_SESSION;
}

/** Begun and stopped after a minute, again and again, so that nothing is under way in the end. */
function sessionsOf(userId: string): Append {
  const startedAt = Date.now() - 2 * SESSIONS_EACH * MINUTE;
  let state = timer.initial;
  const events = Array.from({ length: SESSIONS_EACH * EVENTS_PER_SESSION }, (_, nth) => {
    const at = startedAt + nth * MINUTE;
    const told = { at, receivedAt: at };
    const command: TimerCommand =
      nth % EVENTS_PER_SESSION === 0
        ? { type: 'StartSession', sessionId: `${userId}-${nth}`, settings: defaultSettings, ...told }
        : { type: 'StopSession', ...told };
    const decided = timer.decide(state, command);
    state = fold(timer, state, decided);
    return decided.map(({ type, data }) => ({
      eventId: randomUUID(),
      type,
      schemaVersion: schemaVersionOf(type),
      data: toWire(data),
      commandId: null,
      occurredAt: at,
    }));
  }).flat();
  return {
    streamId: `timer-${userId}`,
    userId,
    expectedVersion: 0,
    events,
    state,
    dueAt: null,
    commandId: null,
    hash: '',
    rejection: null,
    causationId: null,
    correlationId: null,
    deviceId: null,
  };
}
