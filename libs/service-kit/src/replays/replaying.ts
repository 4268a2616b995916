import { Rejection } from '@tidemark/domain';
import { EventLog, readRange, StatesAfter, transaction, type OutgoingFact, type ToFacts } from '@tidemark/event-log';
import { Bus, forgetReplay, replayFacts } from '@tidemark/messaging';
import type { FactoryProvider } from '@nestjs/common';
import type { Published } from '../streams/relay';
import { replayRows, type ReplayLane } from './replay-rows';
import type { ReplaySelection } from './replay-selection';

/** Where a replay begins, or goes on, in each lane that it is about. */
export interface ReplayOpened {
  readonly lanes: readonly ReplayLane[];
}

/** What one step has told: events, and the messages that they are. */
export interface ReplayStep {
  readonly told: number;
  readonly messages: number;
  readonly position: number;
  readonly until: number;
}

/**
 * Tells a part of the log again, apart from what happens: with the same words as the relay, marked as told again, in
 * small steps that whoever asks for them can pace. How far it came is kept by name.
 */
export class Replaying {
  constructor(
    private readonly log: EventLog,
    private readonly bus: Bus,
    private readonly states: StatesAfter,
    private readonly toFacts: ToFacts,
  ) {}

  /** Begins, or finds what was begun; another part of the log under the same name is refused. */
  async open(name: string, selection: ReplaySelection): Promise<ReplayOpened> {
    const asked = JSON.stringify(selection, Object.keys(selection).sort());
    const lane = await this.laneOf(selection);
    const rows = await transaction(this.log.pool, (client) =>
      replayRows.open(client, {
        name,
        selection: asked,
        lane,
        after: selection.after ?? 0,
        upTo: selection.upTo ?? null,
      }),
    );
    if (rows.some((row) => row.selection !== asked)) {
      throw new Rejection('replay/another-range', `${name} tells another part of the log: ${rows[0]?.selection}`);
    }
    return { lanes: rows.map(({ selection: _, run: __, ...row }) => row) };
  }

  async step(name: string, lane: number, limit: number): Promise<ReplayStep> {
    return transaction(this.log.pool, async (client) => {
      const row = await replayRows.take(client, name, lane);
      if (!row) throw new Rejection('replay/not-found', `There is no replay ${name} of lane ${lane}.`);
      const wanted = JSON.parse(row.selection) as ReplaySelection;
      const { events, reached } = await readRange(client, row, wanted, limit);
      const facts: OutgoingFact[] = [];
      for (const recorded of events) {
        facts.push(...(await this.toFacts(recorded, await this.states.after(recorded))));
      }
      if (facts.length > 0) await replayFacts(this.bus, { name, run: row.run }, facts);
      await replayRows.advance(client, name, { lane, position: reached, told: events.length });
      return { told: events.length, messages: facts.length, position: reached, until: row.until };
    });
  }

  /** Takes back what is kept of it on the bus, and that it ever was; returns of how many lanes. */
  async forget(name: string): Promise<number> {
    await forgetReplay(this.bus, name);
    return replayRows.forget(this.log.pool, name);
  }

  /** A user is in one lane, and so is a stream. */
  private async laneOf({ lane, user, stream }: ReplaySelection): Promise<number | null> {
    if (lane !== undefined) return lane;
    if (user !== undefined) return this.log.laneOf(user);
    return stream === undefined ? null : ((await this.log.head(stream))?.lane ?? null);
  }
}

/** Provides the replays of a service, which tell what its relay tells. */
export function replayingOf<Needed extends readonly unknown[] = []>(
  published: Published<Needed>,
): FactoryProvider<Replaying> {
  const { deciders, inject = [], toFacts } = published;
  return {
    provide: Replaying,
    inject: [EventLog, Bus, ...inject],
    useFactory: (log: EventLog, bus: Bus, ...needed: unknown[]) =>
      new Replaying(log, bus, new StatesAfter(log, deciders), toFacts(...(needed as unknown as Needed))),
  };
}
