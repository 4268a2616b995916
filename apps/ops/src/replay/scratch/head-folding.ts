import { categoryOf, eventOf, type AnyDecider, type RecordedEvent } from '@tidemark/event-log';
import type { ClientBase } from 'pg';
import { HEADS_OF, SAVE_HEADS } from './sql';

interface Folded {
  readonly version: number;
  readonly state: unknown;
}

/** Folds events in order into the heads on the search path, by the deciders of this checkout. */
export async function foldHeads(
  owner: ClientBase,
  deciders: readonly AnyDecider[],
  events: readonly RecordedEvent[],
): Promise<void> {
  const byCategory = new Map(deciders.map((decider) => [decider.category, decider]));
  const { rows } = await owner.query<Folded & { readonly streamId: string }>(HEADS_OF, [
    [...new Set(events.map(({ streamId }) => streamId))],
  ]);
  const known = new Map<string, Folded>(rows.map(({ streamId, ...head }) => [streamId, head]));
  const heads = new Map<string, object>();
  for (const recorded of events) {
    const { streamId, version } = recorded;
    const decider = byCategory.get(categoryOf(streamId));
    if (!decider) continue;
    const state = decider.evolve(known.get(streamId)?.state ?? decider.initial, eventOf(recorded));
    known.set(streamId, { version, state });
    heads.set(streamId, headRow(recorded, state, decider.dueAt?.(state) ?? null));
  }
  if (heads.size > 0) await owner.query(SAVE_HEADS, [JSON.stringify([...heads.values()])]);
}

function headRow(recorded: RecordedEvent, state: unknown, dueAt: number | null): object {
  return {
    stream_id: recorded.streamId,
    user_id: recorded.userId,
    lane: recorded.lane,
    version: recorded.version,
    position: recorded.position,
    state,
    due_at: dueAt,
    occurred_at: recorded.occurredAt,
    recorded_at: recorded.recordedAt,
  };
}
