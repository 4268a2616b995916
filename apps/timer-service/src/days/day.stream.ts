import { dayContract } from '@tidemark/contracts';
import {
  configurationView,
  dayByCalendar,
  resetView,
  sessionCountView,
  type Day,
  type DayEvent,
  type DayWish,
  type Reset,
} from '@tidemark/domain';
import { CommandHandler, DatabaseClock, EventLog, type StreamType } from '@tidemark/event-log';
import type { SeenFrom, ServedStream } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { dayStreamOf } from './known-days';

/** Named by every reset: which zone database computed it [I-19]. */
export const TZDATA_VERSION = process.versions['tz'] ?? 'unknown';

export const dayWithCalendar = dayByCalendar(TZDATA_VERSION);

export const dayStream: StreamType<Day, DayWish, DayEvent> = {
  decider: dayWithCalendar,
  contextOf: () => ({ lastSeenAt: 0 }),
  wake: ({ at, receivedAt }) => ({ type: 'CloseDay', at, receivedAt, deviceId: null }),
};

/** Decides about days. */
@Injectable()
export class DayHandler extends CommandHandler<Day, DayWish, DayEvent> {
  constructor(log: EventLog, clock: DatabaseClock) {
    super(log, dayStream, clock);
  }
}

/** How the outside speaks to days. */
export function servedDay(handler: DayHandler): ServedStream<Day, DayWish, DayEvent, { lastSeenAt: number }> {
  return {
    contract: dayContract,
    handler,
    streamIdOf: dayStreamOf,
    view: viewOf,
    answer: ({ state, events }, seen) => {
      const reset = seen.name.startsWith('configuration/') && resetIn(events);
      return { ...viewOf(state, seen), ...(reset && { reset: resetView(reset) }) };
    },
  };
}

function viewOf(state: Day, seen: SeenFrom): object {
  return seen.name.startsWith('configuration/') ? configurationView(state, seen) : sessionCountView(state, seen);
}

/** The reset that a new rule brought at once [D6]; one whose hour had passed before is nobody's doing. */
function resetIn(events: readonly DayEvent[]): Reset | undefined {
  for (const { type, data } of events) if (type === 'DayClosed' && data.context === 'rule_change') return data;
  return undefined;
}
