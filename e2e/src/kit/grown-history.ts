import { randomUUID } from 'node:crypto';
import { defaultSettings, fold, MINUTE, schemaVersionOf, timer, toWire, type TimerCommand } from '@tidemark/domain';
import { EventLog, type Append } from '@tidemark/event-log';
import { Pool } from 'pg';

const SESSIONS_EACH = 10;

/** Gives so many strangers, all in the first lane, a past of sessions, as if timer-service had written it. */
export async function growHistory(url: string, people: number): Promise<void> {
  const pool = new Pool({ connectionString: url, options: '-c role=tidemark_timer -c search_path=timer' });
  const log = await EventLog.open(pool, 'timer');
  await log.appendTogether(Array.from({ length: people }, () => pastOf(strangerIn(log))));
  await log.close();
  await pool.end();
}

function strangerIn(log: EventLog): string {
  for (;;) {
    const userId = randomUUID();
    if (log.laneOf(userId) === 0) return userId;
  }
}

function pastOf(userId: string): Append {
  const startedAt = Date.now() - 2 * SESSIONS_EACH * MINUTE;
  let state = timer.initial;
  const events = Array.from({ length: 2 * SESSIONS_EACH }, (_, nth) => {
    const at = startedAt + nth * MINUTE;
    const decided = timer.decide(state, commandOf(nth, at));
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
  const nobodyAsked = { commandId: null, hash: '', rejection: null, causationId: null, correlationId: null };
  const streamId = `timer-${userId}`;
  return { streamId, userId, expectedVersion: 0, events, state, dueAt: null, deviceId: null, ...nobodyAsked };
}

function commandOf(nth: number, at: number): TimerCommand {
  const told = { at, receivedAt: at };
  if (nth % 2 === 1) return { type: 'StopSession', ...told };
  return { type: 'StartSession', sessionId: randomUUID(), settings: defaultSettings, ...told };
}
