import { timerContract } from '@tidemark/contracts';
import {
  defaultSettings,
  isUnderWay,
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
import { KnownDays } from '../days/known-days';
import { Presence } from '../presence/presence';

export interface TimerContext extends Context {
  readonly settings: TimerSettings;
}

export const timerStreamOf = (userId: string): string => `timer-${userId}`;

/** Decides about timers, by what their owners have set. */
@Injectable()
export class TimerHandler extends CommandHandler<Timer, TimerCommand, TimerEvent, TimerContext> {
  constructor(log: EventLog, clock: DatabaseClock, presence: Presence, days: KnownDays) {
    super(log, timerStream(presence, days), clock);
  }
}

function timerStream(presence: Presence, days: KnownDays): StreamType<Timer, TimerCommand, TimerEvent, TimerContext> {
  return {
    decider: timer,
    contextOf: async (userId) => {
      const [lastSeenAt, set] = await Promise.all([presence.lastSeenAt(userId), days.settingsOf(userId)]);
      return { lastSeenAt, settings: set };
    },
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
export function servedTimer(
  handler: TimerHandler,
  days: KnownDays,
): ServedStream<Timer, TimerCommand, TimerEvent, TimerContext> {
  return {
    contract: timerContract,
    handler,
    streamIdOf: timerStreamOf,
    view: async (state, seen) => timerView(state, { ...seen, settings: await settingsShown(state, seen.userId, days) }),
  };
}

/** A session carries all that is shown of it; only a timer without one shows what its owner has set. */
export async function settingsShown(state: Timer, userId: string, days: KnownDays): Promise<TimerSettings> {
  return isUnderWay(state) ? defaultSettings : days.settingsOf(userId);
}
