import type { WorkoutLogShown } from '@tidemark/contracts';
import { isDeepStrictEqual } from 'node:util';
import { fold, fromWire, program, programView, upcast, type ProgramEvent, type ProgramView } from '@tidemark/domain';
import type { Pool } from 'pg';

import type { Device } from './device';

const EVENTS = `
  SELECT version, position::int, type, schema_version AS "schemaVersion", data, command_id AS "commandId"
    FROM progress.events WHERE stream_id = $1 ORDER BY version`;
const LANE_HOLES = `
  SELECT lane FROM progress.events GROUP BY lane HAVING min(position) <> 1 OR max(position) <> count(*)`;
const HEAD = `SELECT version, state FROM progress.heads WHERE stream_id = $1`;

interface StoredProgramEvent {
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
  readonly commandId: string;
}

/** A program as it stands in the store, told again from its first event; throws where head and events differ. */
export async function storedProgram(database: Pool, userId: string, programId: string) {
  const streamId = `program-${userId}.${programId}`;
  const { rows: events } = await database.query<StoredProgramEvent>(EVENTS, [streamId]);
  const { rows: heads } = await database.query<{ version: number; state: object }>(HEAD, [streamId]);
  const state = fold(program, program.initial, events.map(read));
  const isWhole = events.every(({ version }, nth) => version === nth + 1);
  if (!isWhole) throw new Error(`I-02 the versions of ${streamId} have a hole`);
  const head = heads[0] ?? { version: 0, state: program.initial };
  if (head.version !== events.length || !isDeepStrictEqual(JSON.parse(JSON.stringify(state)), head.state)) {
    throw new Error(`I-07 the head of ${streamId} differs from its events`);
  }
  const revision = events.at(-1)?.position ?? 0;
  const view: ProgramView = programView(state, { programId, revision });
  return { events, view };
}

/** Lanes of the progress-service in which a position is missing; there should be none. */
export async function brokenLanes(database: Pool): Promise<readonly object[]> {
  return (await database.query<object>(LANE_HOLES)).rows;
}

/** What a device shows of one program after all that it heard: the newest log of each workout. */
export function shownBy(device: Device, programId: string): readonly WorkoutLogShown[] {
  const told = [
    ...device.heard('snapshot').flatMap(({ progress }) => progress ?? []),
    ...device.heard('changed').flatMap(({ kind, state }) => (kind === 'progress' ? [state as object] : [])),
  ] as WorkoutLogShown[];
  const newest = new Map<string, WorkoutLogShown>();
  for (const log of told.filter((each) => each.programId === programId)) {
    const place = `${log.week_number}.${log.day_number}`;
    if (log.revision >= (newest.get(place)?.revision ?? 0)) newest.set(place, log);
  }
  return [...newest.values()].sort(
    (one, other) => one.week_number - other.week_number || one.day_number - other.day_number,
  );
}

/** The same without what belongs to the telling, as it stands in a program. */
export function logsOf(logs: readonly WorkoutLogShown[]): readonly object[] {
  return logs.map(({ programId: _, revision: __, ...log }) => log);
}

/** So many workouts that were done offline, one a day from the first week on. */
export function workoutsDone(count: number, more: object = {}): readonly object[] {
  return Array.from({ length: count }, (_, nth) => ({
    week_number: 1 + Math.floor(nth / 7),
    day_number: 1 + (nth % 7),
    completed_at: '2026-01-04T18:00:00.000Z',
    intensity_rating: 'perfect',
    ...more,
  }));
}

function read({ type: name, schemaVersion, data: stored }: StoredProgramEvent): ProgramEvent {
  const { type, data } = upcast(name, schemaVersion, stored);
  return { type, data: fromWire(data) } as ProgramEvent;
}
