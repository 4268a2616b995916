import type {
  CommandEnvelope,
  ConfigurationShown,
  DayShown,
  DayTold,
  Fact,
  SessionCountShown,
} from '@tidemark/contracts';
import {
  configurationView,
  day,
  dayByCalendar,
  sessionCountView,
  toIso,
  toWire,
  type Day,
  type DayEvent,
  type DayWish,
  type Instant,
} from '@tidemark/domain';

export type DayFact = Fact<DayTold<ConfigurationShown, SessionCountShown>>;

const decider = dayByCalendar('of the specs');
/** Positions of a service are far apart from the versions of a stream. */
const POSITIONS_PER_VERSION = 10;

interface Kept {
  readonly state: Day;
  readonly version: number;
}

/** The days of everybody by the real rules, kept in memory: each wish gives the facts that the service would tell. */
export class Days {
  private readonly kept = new Map<string, Kept>();

  wish(userId: string, wish: DayWish, command?: CommandEnvelope): readonly DayFact[] {
    return decider.decide(this.of(userId).state, wish).map((event) => this.record(userId, event, wish.at, command));
  }

  shown(userId: string, now: Instant): DayShown {
    const { state, version } = this.of(userId);
    const seen = { now, revision: version * POSITIONS_PER_VERSION };
    return { configuration: configurationView(state, seen), sessionCount: sessionCountView(state, seen) };
  }

  stateOf(userId: string): Day {
    return this.of(userId).state;
  }

  revisionOf(userId: string): number {
    return this.of(userId).version * POSITIONS_PER_VERSION;
  }

  private of(userId: string): Kept {
    return this.kept.get(userId) ?? { state: day.initial, version: 0 };
  }

  private record(userId: string, event: DayEvent, at: Instant, command?: CommandEnvelope): DayFact {
    const before = this.of(userId);
    const state = decider.evolve(before.state, event);
    const version = before.version + 1;
    this.kept.set(userId, { state, version });
    return {
      eventId: `day-${userId}-${version}`,
      type: event.type,
      schemaVersion: 1,
      streamId: `day-${userId}`,
      version,
      position: this.revisionOf(userId),
      userId,
      occurredAt: toIso(at),
      recordedAt: toIso(at),
      commandId: command?.commandId ?? null,
      causationId: null,
      correlationId: command?.correlationId ?? null,
      deviceId: command?.deviceId ?? null,
      data: toWire(event.data),
      state: { status: state.status, ...this.shown(userId, at) },
    };
  }
}
