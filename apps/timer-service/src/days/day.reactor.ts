import type { ClockEvent, DayWish, TimerEvent } from '@tidemark/domain';
import {
  categoryOf,
  EventLog,
  ProjectionRunner,
  eventOf,
  type Projection,
  type RecordedEvent,
} from '@tidemark/event-log';
import { LOGGER, type Logger } from '@tidemark/service-kit';
import type { FactoryProvider } from '@nestjs/common';
import { dayStreamOf } from './known-days';
import { DayHandler } from './day.stream';

type Wish =
  Pick<Extract<DayWish, { type: 'CountSession' }>, 'type' | 'sessionId' | 'completedAt'> | { type: 'BeginDay' };

/** Days have no need to hear of themselves. */
const HEARD: readonly string[] = ['timer', 'clock'];

/** Tells days what timers and work clocks did: that their owner was there, and which work is done. Wishes only; days decide. */
export abstract class DayReactor extends ProjectionRunner {}

export const dayReactor: FactoryProvider<DayReactor> = {
  provide: DayReactor,
  inject: [EventLog, DayHandler, LOGGER],
  useFactory: (log: EventLog, handler: DayHandler, logger: Logger) =>
    new ProjectionRunner(log, reactionOf(log, handler), {
      failed: (failure, lane) => logger.warn({ err: failure, lane }, 'Days wait to hear of timers.'),
      putAside: ({ streamId, version }, failure) =>
        logger.error({ err: failure, streamId, version }, 'A day could not be told of a timer.'),
    }),
};

/** It keeps no table: the command key, made of the event's id, is what makes a second telling harmless. */
function reactionOf(log: EventLog, handler: DayHandler): Projection {
  return {
    name: 'day-reactor',
    tables: [],

    async apply(events) {
      const told = events.filter(({ streamId }) => HEARD.includes(categoryOf(streamId)));
      if (told.length === 0) return;
      const isOpen = await openDays(log, told);
      await Promise.all([...byUser(told).values()].map((ofUser) => tellInOrder(handler, ofUser, isOpen)));
    },
  };
}

async function tellInOrder(
  handler: DayHandler,
  events: readonly RecordedEvent[],
  isOpen: (recorded: RecordedEvent) => boolean,
): Promise<void> {
  for (const recorded of events) {
    const wish = wishOf(eventOf<TimerEvent | ClockEvent>(recorded));
    if (wish && !(wish.type === 'BeginDay' && isOpen(recorded))) await tell(handler, recorded, wish);
  }
}

/** Whatever its owner did shows that the day has begun. */
function wishOf({ type, data }: TimerEvent | ClockEvent): Wish | undefined {
  switch (type) {
    case 'SessionCompleted':
      if (data.sessionType !== 'work') return { type: 'BeginDay' };
      return { type: 'CountSession', sessionId: data.sessionId, completedAt: data.completedAt };
    case 'SessionStarted':
    case 'SessionPaused':
    case 'SessionResumed':
    case 'SessionExtended':
    case 'SessionInterrupted':
    case 'ClockedIn':
    case 'ClockedOut':
    case 'EntryAdded':
    case 'EntryCorrected':
    case 'EntryRemoved':
    case 'SessionCleared':
      return { type: 'BeginDay' };
    default:
      return undefined;
  }
}

async function tell(handler: DayHandler, recorded: RecordedEvent, wish: Wish): Promise<void> {
  const { userId, eventId, occurredAt, correlationId, deviceId } = recorded;
  const commandId = `told-${eventId}`;
  const order = {
    userId,
    streamId: dayStreamOf(userId),
    commandId,
    hash: commandId,
    at: wish.type === 'CountSession' ? wish.completedAt : occurredAt,
    isCertain: true,
    causationId: eventId,
    correlationId: correlationId ?? undefined,
  };
  await handler.handle(order, wish.type, ({ at, receivedAt }) => ({ ...wish, at, receivedAt, deviceId }));
}

/** Most events find the day under way, and then nothing needs to be said. */
async function openDays(log: EventLog, told: readonly RecordedEvent[]): Promise<(recorded: RecordedEvent) => boolean> {
  const users = [...new Set(told.map(({ userId }) => userId))];
  const heads = await log.heads(users.map(dayStreamOf));
  const endings = new Map(heads.map(({ userId, dueAt }) => [userId, dueAt]));
  return ({ userId, occurredAt }) => occurredAt < (endings.get(userId) ?? 0);
}

function byUser(events: readonly RecordedEvent[]): ReadonlyMap<string, readonly RecordedEvent[]> {
  const groups = new Map<string, RecordedEvent[]>();
  for (const recorded of events) {
    const group = groups.get(recorded.userId);
    if (group) group.push(recorded);
    else groups.set(recorded.userId, [recorded]);
  }
  return groups;
}
