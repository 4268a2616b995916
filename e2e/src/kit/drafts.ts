import { isDeepStrictEqual } from 'node:util';
import type { DraftShown, DraftToldShown } from '@tidemark/contracts';
import { draft, fold, fromWire, upcast, versionIn, type DraftEvent } from '@tidemark/domain';
import type { Pool } from 'pg';

import type { Device } from './device';
import type { Answer } from './http';
import type { Person } from './person';

const EVENTS = `
  SELECT version, type, schema_version AS "schemaVersion", data, user_id AS "userId"
    FROM progress.events WHERE stream_id = $1 ORDER BY version`;
const HEAD = `SELECT version, state FROM progress.heads WHERE stream_id = $1`;

interface StoredDraftEvent {
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: object;
}

export const pathOf = (id: string, rest = ''): string => `/api/drafts/${id}${rest}`;

export const draftIn = ({ body }: Answer): DraftShown => body as unknown as DraftShown;

/** A draft that was taken, by somebody who knows how to begin one. */
export async function begun(person: Person, data: object, more: object = {}): Promise<DraftShown> {
  const answer = await person.post('/api/drafts', { profileId: 'garage', data, ...more });
  if (answer.status !== 201) throw new Error(`There is no draft: ${answer.text}`);
  return draftIn(answer);
}

/** A save of some fields from a device. */
export function patched(person: Person, id: string, body: object, device: string): Promise<Answer> {
  return person.ask('PATCH', pathOf(id), { body, headers: { 'X-Device-Id': device } });
}

/** A draft as it stands in the store, told again from its first event; throws where head and events differ. */
export async function storedDraft(database: Pool, id: string) {
  const streamId = `draft-${id}`;
  const { rows } = await database.query<StoredDraftEvent>(EVENTS, [streamId]);
  const { rows: heads } = await database.query<{ version: number; state: object }>(HEAD, [streamId]);
  const events = rows.map(read);
  const state = fold(draft, draft.initial, events);
  if (!rows.every(({ version }, nth) => version === nth + 1)) throw new Error(`I-02 ${streamId} has a hole`);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(state)), heads[0]?.state)) {
    throw new Error(`I-07 the head of ${streamId} differs from its events`);
  }
  return { events, state, versions: events.flatMap((event) => versionIn(event) ?? []) };
}

/** What a device heard of drafts, the oldest first. */
export function draftNews(device: Device): readonly DraftToldShown[] {
  return device.news('draft').map(({ state }) => state as unknown as DraftToldShown);
}

function read({ type: name, schemaVersion, data: stored }: StoredDraftEvent): DraftEvent {
  const { type, data } = upcast(name, schemaVersion, stored);
  return { type, data: fromWire(data) } as DraftEvent;
}
