import { draft as decider, draftView, fromIso, type Draft, type DraftCommand, type DraftView } from '@tidemark/domain';
import type { Entry } from '../outbox/entry';
import { redecided } from './redecided';

/** A draft as it is once the server has heard what waits here; null where there is none [S2]. */
export function guessDraft(userId: string, view: DraftView | null, waiting: readonly Entry[]): DraftView | null {
  const before = view ? draftOfView(userId, view) : decider.initial;
  const draft = waiting.reduce((state, entry) => redecided(decider, state, draftCommand(userId, entry)), before);
  return draft.status === 'none' ? null : draftView(draft, { userId, revision: view?.revision ?? 0 });
}

/**
 * What a command about a draft means to its decider; null for all others. What this person typed is shown as typed: the
 * merge with others' changes is the server's, which knows what each of them had before.
 */
export function draftCommand(
  userId: string,
  { name, data, key, happenedAt: at }: Pick<Entry, 'name' | 'data' | 'key' | 'happenedAt'>,
): DraftCommand | null {
  const { profileId = '', subjectId = null, title, data: form, deviceInfo } = data as Said;
  const deviceInfoJson = deviceInfo === undefined || deviceInfo === null ? null : JSON.stringify(deviceInfo);
  const told = { at, receivedAt: at, userId, device: { deviceId: null, deviceInfoJson } };
  const dataJson = JSON.stringify(form ?? {});
  switch (name) {
    case 'draft/create':
      return { type: 'CreateDraft', ...told, draftId: key, profileId, subjectId, title: title ?? '', dataJson };
    case 'draft/save':
      return { type: 'SaveDraft', ...told, title, dataJson, base: null };
    case 'draft/patch':
      return { type: 'PatchDraft', ...told, title, patchJson: dataJson, base: null };
    case 'draft/promote':
      return { type: 'PromoteDraft', ...told, lastSave: form ? { dataJson, base: null } : null, activeElsewhere: null };
    case 'draft/close':
      return { type: 'CloseDraft', ...told };
    case 'draft/discard':
      return { type: 'DiscardDraft', ...told };
    case 'draft/recover':
      return { type: 'RecoverDraft', ...told };
    default:
      return null;
  }
}

interface Said {
  readonly profileId?: string;
  readonly subjectId?: string | null;
  readonly title?: string;
  readonly data?: object;
  readonly deviceInfo?: unknown;
}

function draftOfView(userId: string, view: DraftView): Draft {
  const { id: draftId, profileId, subjectId, title, version, deviceInfo } = view;
  const [createdAt, updatedAt] = [fromIso(view.createdAt), fromIso(view.updatedAt)];
  const deviceInfoJson = deviceInfo === null ? null : JSON.stringify(deviceInfo);
  const nobody = { deviceId: null, deviceInfoJson: null };
  const memory = {
    ...{ draftId, userId, profileId, subjectId, title, version, deviceInfoJson, createdAt, updatedAt },
    dataJson: JSON.stringify(view.data),
    traces: [{ version, paths: [''], device: nobody, savedAt: updatedAt }] as const,
    overwritten: [],
  };
  if (view.status !== 'expired') return { status: view.status, ...memory };
  return { status: 'expired', expiredAt: view.expiresAt === null ? updatedAt : fromIso(view.expiresAt), ...memory };
}
