import { CLOSED_TOGETHER_MAX, type DaysClosed } from '@tidemark/contracts';
import { toIso, type Day, type DayEvent, type Instant } from '@tidemark/domain';
import { DatabaseClock, EventLog, type Head } from '@tidemark/event-log';
import { metrics } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { EverythingCounted } from './everything-counted';
import { dayStreamOf } from '../days/known-days';
import { DayHandler } from '../days/day.stream';

/** So often is a batch decided anew because its users did something meanwhile. */
const ATTEMPTS_MAX = 3;

/** Closes the days of many users at once: one look-up of their heads, one commit for each lane [D8]. */
@Injectable()
export class DayClosing {
  constructor(
    private readonly log: EventLog,
    private readonly clock: DatabaseClock,
    private readonly handler: DayHandler,
    private readonly counted: EverythingCounted,
  ) {}

  /** Whose day ends later, or lost against its owner every time, is told as open, and nothing is closed early. */
  async close(userIds: readonly string[], boundaryAt: Instant): Promise<DaysClosed> {
    if (userIds.length > CLOSED_TOGETHER_MAX) throw new RangeError(`${userIds.length} users are too many at once`);
    await this.counted.upTo(Math.min(boundaryAt, this.clock.now()));
    let closed = 0;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const active = await this.active(userIds);
      const due = active.filter(({ dueAt }) => (dueAt ?? Infinity) <= this.clock.now());
      if (due.length === 0) return { closed, open: active.map(goesOn) };
      const now = (await this.handler.wakeTogether(due)).filter(closes).length;
      metrics.daysClosed.inc(now);
      closed += now;
      if (closed === userIds.length) return { closed, open: [] };
    }
    return { closed, open: (await this.active(userIds)).map(goesOn) };
  }

  private async active(userIds: readonly string[]): Promise<readonly Head<Day>[]> {
    const heads = (await this.log.heads([...new Set(userIds)].map(dayStreamOf))) as readonly Head<Day>[];
    return heads.filter(({ state }) => state.status === 'active');
  }
}

/** A newer zone database may only have moved the end of the day. */
function closes(said: readonly DayEvent[]): boolean {
  return said.some(({ type }) => type === 'DayClosed');
}

function goesOn({ userId, dueAt }: Head<Day>): DaysClosed['open'][number] {
  return { userId, endsAt: toIso(dueAt ?? 0) };
}
