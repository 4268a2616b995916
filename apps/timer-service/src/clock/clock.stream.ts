import { sessionContract } from '@tidemark/contracts';
import {
  sessionView,
  workClock,
  type ClockCommand,
  type ClockEvent,
  type Day,
  type DayFrame,
  type Instant,
  type SessionView,
  type WorkClock,
} from '@tidemark/domain';
import { CommandHandler, DatabaseClock, EventLog, type Context, type StreamType } from '@tidemark/event-log';
import type { SeenFrom, ServedStream } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { dayHolding, KnownDays } from '../days/known-days';

export interface ClockContext extends Context {
  readonly dayHolding: (at: Instant) => DayFrame;
}

export const clockStreamOf = (userId: string): string => `clock-${userId}`;

/** Decides about work clocks. */
@Injectable()
export class ClockHandler extends CommandHandler<WorkClock, ClockCommand, ClockEvent, ClockContext> {
  constructor(log: EventLog, clock: DatabaseClock, days: KnownDays) {
    super(log, clockStream(days), clock);
  }
}

function clockStream(days: KnownDays): StreamType<WorkClock, ClockCommand, ClockEvent, ClockContext> {
  return {
    decider: workClock,
    contextOf: async (userId) => {
      const known = await days.of(userId);
      return { lastSeenAt: 0, dayHolding: (at) => dayHolding(known, at) };
    },
    wake: ({ at, receivedAt }) => ({ type: 'NoteMissedClockOut', at, receivedAt }),
  };
}

/** How the outside speaks to work clocks. */
export function servedClock(
  handler: ClockHandler,
  days: KnownDays,
): ServedStream<WorkClock, ClockCommand, ClockEvent, ClockContext> {
  return {
    contract: sessionContract,
    handler,
    streamIdOf: clockStreamOf,
    view: async (state, seen) => clockShown(state, seen, await days.of(seen.userId)),
  };
}

/** A work clock on the day at hand, or on another that somebody asks for. */
export function clockShown(
  state: WorkClock,
  seen: Pick<SeenFrom, 'userId' | 'now' | 'lastSeenAt' | 'version' | 'revision'>,
  known: Day,
  day: DayFrame = dayHolding(known, seen.now),
): SessionView {
  return sessionView(state, { ...seen, day, rule: known.settings, theme: known.settings.theme });
}
