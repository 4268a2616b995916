import type { Projection, RecordedEvent } from '@tidemark/event-log';
import type { ClientBase } from 'pg';
import { enterParcels, type Parcel } from './entering';
import { CARRY_FORGOTTEN, CLOSE_UNHEARD, DECLARE_UNHEARD, FETCH_UNHEARD, FORGET_FORGOTTEN, HOLD_WRITERS } from './sql';
import { toldByLog } from './told-event';

/** Streams whose events are entered together. */
const PARCELS_MAX = 256;
/** A fact that cannot be entered is put aside after a minute. */
const FACTS_WAIT_MS = 20_000;
const FORGETTING = [CARRY_FORGOTTEN, ...FORGET_FORGOTTEN];

/**
 * What was done in which day: progress-service hears of it by facts and enters each event once, in the order of its
 * stream; made of the log itself, lane by lane, it comes to the same rows.
 */
export const bookProjection: Projection = {
  name: 'books',
  tables: ['heard', 'timesheets', 'daily_session_stats', 'resets', 'edits', 'clock_entries', 'clock_changes'],
  apply: enter,

  /** Who was erased stays so. */
  async carryOver(client) {
    for (const statement of FORGETTING) await client.query(statement);
  },

  writers: {
    patienceMs: FACTS_WAIT_MS,
    async hold(client) {
      await client.query(HOLD_WRITERS);
    },
    async catchUp(client, { lanes, positions }) {
      await client.query(DECLARE_UNHEARD, [lanes, positions]);
      for (let unheard = await nextUnheard(client); unheard.length > 0; unheard = await nextUnheard(client)) {
        await enter(unheard, client);
      }
      await client.query(CLOSE_UNHEARD);
    },
  },
};

async function enter(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
  const parcels = parcelsOf(events);
  for (let from = 0; from < parcels.length; from += PARCELS_MAX) {
    await enterParcels(client, parcels.slice(from, from + PARCELS_MAX));
  }
}

async function nextUnheard(client: ClientBase): Promise<readonly RecordedEvent[]> {
  return (await client.query<RecordedEvent>(FETCH_UNHEARD)).rows;
}

function parcelsOf(events: readonly RecordedEvent[]): readonly Parcel[] {
  const parcels = new Map<string, Parcel & { events: Parcel['events'][number][] }>();
  for (const recorded of events) {
    const told = toldByLog(recorded);
    if (!told) continue;
    const { userId, streamId } = recorded;
    const parcel = parcels.get(streamId) ?? { userId, streamId, events: [] };
    parcel.events.push(told);
    parcels.set(streamId, parcel);
  }
  return [...parcels.values()];
}
