import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CLOSED_TOGETHER_MAX, type DaysClosed } from '@tidemark/contracts';
import { fold, schemaVersionOf, toIso, toWire, type Day, type DayEvent, type Instant } from '@tidemark/domain';
import { DatabaseClock, EventLog, type Append, type Head } from '@tidemark/event-log';
import { Injectable } from '@nestjs/common';
import { EverythingCounted } from './everything-counted';
import { dayStreamOf } from '../days/known-days';
import { dayWithCalendar } from '../days/day.stream';

/** So often is a batch decided anew because its users did something meanwhile. */
const ATTEMPTS_MAX = 3;
/** Deciding takes a while; whoever waits for an answer is served after so many users. */
const DECIDED_AT_ONCE = 100;

/** Closes the days of many users at once: one look-up of their heads, one commit for each lane [D8]. */
@Injectable()
export class DayClosing {
  constructor(
    private readonly log: EventLog,
    private readonly clock: DatabaseClock,
    private readonly counted: EverythingCounted,
  ) {}

  /** Whose day ends later, or lost against its owner every time, is told as open, and nothing is closed early. */
  async close(userIds: readonly string[], boundaryAt: Instant): Promise<DaysClosed> {
    if (userIds.length > CLOSED_TOGETHER_MAX) throw new RangeError(`${userIds.length} users are too many at once`);
    await this.counted.upTo(Math.min(boundaryAt, this.clock.now()));
    let closed = 0;
    let due: readonly Head<Day>[] = [];
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const active = await this.active(userIds);
      due = active.filter(({ dueAt }) => (dueAt ?? Infinity) <= this.clock.now());
      if (due.length === 0) return { closed, open: active.map(goesOn) };
      const appends = await this.appendsOf(due);
      const results = await this.log.appendTogether(appends);
      closed += appends.filter((append, nth) => results[nth]?.outcome === 'appended' && closes(append)).length;
      if (closed === userIds.length) return { closed, open: [] };
    }
    return { closed, open: (await this.active(userIds)).map(goesOn) };
  }

  private async active(userIds: readonly string[]): Promise<readonly Head<Day>[]> {
    const heads = (await this.log.heads([...new Set(userIds)].map(dayStreamOf))) as readonly Head<Day>[];
    return heads.filter(({ state }) => state.status === 'active');
  }

  private async appendsOf(heads: readonly Head<Day>[]): Promise<readonly Append[]> {
    const appends: Append[] = [];
    for (let from = 0; from < heads.length; from += DECIDED_AT_ONCE) {
      appends.push(...heads.slice(from, from + DECIDED_AT_ONCE).map((head) => this.appendOf(head)));
      await nextTurn();
    }
    return appends;
  }

  private appendOf({ streamId, userId, version, state, dueAt }: Head<Day>): Append {
    const at = dueAt ?? 0;
    const receivedAt = Math.max(at, this.clock.now());
    const events = dayWithCalendar.decide(state, { type: 'CloseDay', at, receivedAt, deviceId: null });
    const after = fold(dayWithCalendar, state, events);
    return {
      streamId,
      userId,
      expectedVersion: version,
      events: events.map((event) => newEvent(event, at)),
      state: after,
      dueAt: dayWithCalendar.dueAt?.(after) ?? null,
      commandId: null,
      hash: '',
      rejection: null,
      causationId: null,
      correlationId: null,
      deviceId: null,
    };
  }
}

/** A newer zone database may only have moved the end of the day. */
function closes({ events }: Append): boolean {
  return events.some(({ type }) => type === 'DayClosed');
}

function goesOn({ userId, dueAt }: Head<Day>): DaysClosed['open'][number] {
  return { userId, endsAt: toIso(dueAt ?? 0) };
}

function newEvent({ type, data }: DayEvent, occurredAt: Instant): Append['events'][number] {
  const schemaVersion = schemaVersionOf(type);
  return { eventId: randomUUID(), type, schemaVersion, data: toWire(data), commandId: null, occurredAt };
}
