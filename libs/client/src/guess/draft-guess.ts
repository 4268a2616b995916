import { mergePatch, toIso, type DraftView, type Json } from '@tidemark/domain';
import type { Entry } from '../outbox/entry';

/** What a command makes of the status of a draft, and from which one. */
const STATUS_AFTER: Readonly<Record<string, Partial<Record<DraftView['status'], DraftView['status']>>>> = {
  'draft/save': { draft: 'draft', active: 'active' },
  'draft/patch': { draft: 'draft', active: 'active' },
  'draft/promote': { draft: 'active', active: 'active' },
  'draft/close': { active: 'closed' },
  'draft/discard': { draft: 'discarded', active: 'discarded' },
  'draft/recover': { expired: 'draft' },
};

/**
 * A draft as it is once the server has heard what waits here; null where there is none [S2]. What this person typed is
 * shown as typed: the merge with others' changes is the server's, which alone knows what each of them had before.
 */
export function guessDraft(view: DraftView | null, waiting: readonly Entry[]): DraftView | null {
  return waiting.reduce<DraftView | null>((draft, entry) => (draft ? changed(draft, entry) : created(entry)), view);
}

interface Said {
  readonly profileId?: string;
  readonly subjectId?: string | null;
  readonly title?: string;
  readonly data?: Json;
  readonly deviceInfo?: Json;
}

function created({ name, key, data, happenedAt }: Entry): DraftView | null {
  if (name !== 'draft/create') return null;
  const { profileId = '', subjectId = null, title = '', data: form = {}, deviceInfo = null } = data as Said;
  const at = toIso(happenedAt);
  return {
    ...{ id: key, profileId, subjectId, title, data: form, deviceInfo, status: 'draft', version: 1, revision: 0 },
    ...{ createdAt: at, updatedAt: at, expiresAt: null, recoverableUntil: null, overwritten: [] },
  };
}

function changed(draft: DraftView, { name, data, happenedAt }: Entry): DraftView {
  const status = STATUS_AFTER[name]?.[draft.status];
  if (!status) return draft;
  const { title = draft.title, data: form = draft.data } = data as Said;
  const shown = name === 'draft/patch' ? mergePatch(draft.data, form) : form;
  return { ...draft, status, title, data: shown, updatedAt: toIso(happenedAt) };
}
