import { draft } from '../draft/draft';
import { versionIn } from '../draft/draft-history';
import type { Device, Draft, DraftCommand, DraftEvent, DraftVersion, KnownDraft } from '../draft/draft-words';
import { fold, HOUR, type Instant } from '../decider';
import type { Json } from '../json/json-value';

/** When most examples begin. */
export const noon: Instant = Date.parse('2026-01-05T12:00:00Z');
export const DAY = 24 * HOUR;

export const phone: Device = { deviceId: 'phone', deviceInfoJson: null };
export const laptop: Device = { deviceId: 'laptop', deviceInfoJson: null };
export const tablet: Device = { deviceId: 'tablet', deviceInfoJson: null };

/** Who speaks, when, and from where; the owner at noon on the phone unless told. */
interface By {
  readonly at?: Instant;
  readonly device?: Device;
  readonly userId?: string;
  readonly base?: DraftVersion | null;
  readonly title?: string;
}

const told = ({ at = noon, device = phone, userId = 'anna' }: By) => ({ at, receivedAt: at, device, userId });

/** Wishes of the owner. */
export const wishes = {
  create: (data: Json, by: By = {}): DraftCommand => ({
    type: 'CreateDraft',
    ...told(by),
    draftId: 'first',
    profileId: 'garage',
    subjectId: null,
    title: by.title ?? '',
    dataJson: JSON.stringify(data),
  }),
  save: (data: Json, { base = null, title, ...by }: By = {}): DraftCommand => ({
    type: 'SaveDraft',
    ...told(by),
    title,
    dataJson: JSON.stringify(data),
    base,
  }),
  patch: (patch: Json, { base = null, title, ...by }: By = {}): DraftCommand => ({
    type: 'PatchDraft',
    ...told(by),
    title,
    patchJson: JSON.stringify(patch),
    base,
  }),
  restore: (from: DraftVersion | null, paths: readonly string[] | null = null, by: By = {}): DraftCommand => ({
    type: 'RestoreVersion',
    ...told(by),
    from,
    paths,
  }),
  promote: (lastSave: Json | null = null, by: By = {}, active = null as { id: string; title: string } | null) => ({
    type: 'PromoteDraft' as const,
    ...told(by),
    lastSave: lastSave === null ? null : { dataJson: JSON.stringify(lastSave), base: by.base ?? null },
    activeElsewhere: active,
  }),
  close: (by: By = {}): DraftCommand => ({ type: 'CloseDraft', ...told(by) }),
  discard: (by: By = {}): DraftCommand => ({ type: 'DiscardDraft', ...told(by) }),
  recover: (by: By = {}): DraftCommand => ({ type: 'RecoverDraft', ...told(by) }),
  expire: (at: Instant): DraftCommand => ({ type: 'ExpireDraft', at, receivedAt: at }),
};

/** What came of some wishes, one after another. */
export interface Lived {
  readonly events: readonly DraftEvent[];
  readonly state: Draft;
}

/** Lets a draft live through some wishes. */
export function lived(...commands: readonly DraftCommand[]): Lived {
  return commands.reduce<Lived>(further, { events: [], state: draft.initial });
}

/** What one more wish brings. */
export function further({ events, state }: Lived, command: DraftCommand): Lived {
  const decided = draft.decide(state, command);
  return { events: [...events, ...decided], state: fold(draft, state, decided) };
}

/** What such a draft holds. */
export function dataOf({ state }: Lived): Json {
  return JSON.parse(known(state).dataJson) as Json;
}

/** A version of it, as it would be looked up in the history. */
export function versionOf({ events }: Lived, version: number): DraftVersion {
  const found = events.map(versionIn).find((said) => said?.version === version);
  if (!found) throw new Error(`There is no version ${version}`);
  return { version, title: found.title, dataJson: found.dataJson };
}

/** A draft that was created. */
export function known(state: Draft): KnownDraft {
  if (state.status === 'none') throw new Error('Nobody created this draft');
  return state;
}
