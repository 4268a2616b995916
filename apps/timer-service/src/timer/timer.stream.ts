import { timerContract } from '@tidemark/contracts';
import {
  defaultSettings,
  timer,
  timerView,
  type Timer,
  type TimerCommand,
  type TimerEvent,
  type TimerSettings,
} from '@tidemark/domain';
import { CommandHandler, DatabaseClock, EventLog, type Context, type StreamType } from '@tidemark/event-log';
import type { ServedStream } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { Presence } from '../presence/presence';

export interface TimerContext extends Context {
  readonly settings: TimerSettings;
}

export const timerStreamOf = (userId: string): string => `timer-${userId}`;

/** Decides about timers. Settings are the same for everybody until the day stream brings them. */
@Injectable()
export class TimerHandler extends CommandHandler<Timer, TimerCommand, TimerEvent, TimerContext> {
  constructor(log: EventLog, clock: DatabaseClock, presence: Presence) {
    super(log, timerStream(presence), clock);
  }
}

function timerStream(presence: Presence): StreamType<Timer, TimerCommand, TimerEvent, TimerContext> {
  return {
    decider: timer,
    contextOf: async (userId) => ({ lastSeenAt: await presence.lastSeenAt(userId), settings: defaultSettings }),
    wake: ({ at, receivedAt, newId, lastSeenAt, settings }) => ({
      type: 'WakeTimer',
      at,
      receivedAt,
      sessionId: newId,
      lastSeenAt,
      settings,
    }),
  };
}

/** How the outside speaks to timers. */
export function servedTimer(handler: TimerHandler): ServedStream<Timer, TimerCommand, TimerEvent, TimerContext> {
  return {
    contract: timerContract,
    handler,
    streamIdOf: timerStreamOf,
    view: (state, seen) => timerView(state, { ...seen, settings: defaultSettings }),
  };
}
