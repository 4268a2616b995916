import { HOUR, unreachable, type Decider, type Instant } from '../decider';
import { restored, saved, withinLimit } from './draft-save';
import { titleTraced } from './draft-title';
import { firstTrace, traced, TRACES_LENGTH_MAX } from './draft-traces';
import type { Draft, DraftCommand, DraftEvent, DraftMemory, KnownDraft } from './draft-words';
import { Rejection } from '../rejection';

const DAY_MS = 24 * HOUR;
/** A draft that nobody touched for so long expires [F6]. */
export const DRAFT_EXPIRES_AFTER_MS = 30 * DAY_MS;
/** For so long after that it can be recovered [F6]. */
export const DRAFT_RECOVERABLE_MS = 30 * DAY_MS;
/** What a text takes in memory, at worst. */
const BYTES_PER_UNIT = 2;

/** One form that is saved as it is filled in. */
export const draft: Decider<Draft, DraftCommand, DraftEvent> = {
  category: 'draft',
  initial: { status: 'none' },
  decide,
  evolve,
  endsAt: draftExpiresAt,
  dueAt: draftExpiresAt,
  // A save that was made offline is merged with what came meanwhile, whichever is heard first.
  notBefore: (draft, commandType) =>
    draft.status !== 'none' && (commandType === 'SaveDraft' || commandType === 'PatchDraft') ? draft.createdAt : null,
  bytesOf: (draft) => (draft.status === 'none' ? 0 : BYTES_PER_UNIT * draft.dataJson.length + TRACES_LENGTH_MAX),
};

/** When a draft expires if nobody touches it; a session under way never does. */
export function draftExpiresAt(draft: Draft): Instant | null {
  return draft.status === 'draft' ? draft.updatedAt + DRAFT_EXPIRES_AFTER_MS : null;
}

/** The draft, for its owner; for everybody else there is none. */
export function draftOf(userId: string, draft: Draft): KnownDraft {
  if (draft.status === 'none' || draft.userId !== userId) throw new Rejection('draft/not-found');
  return draft;
}

// ---- decide

function decide(draft: Draft, command: DraftCommand): readonly DraftEvent[] {
  if (command.type === 'ExpireDraft') {
    const expiredAt = draftExpiresAt(draft);
    return expiredAt === null || command.at < expiredAt ? [] : [{ type: 'DraftExpired', data: { expiredAt } }];
  }
  if (command.type === 'CreateDraft' && draft.status === 'none') return created(command);
  const own = draftOf(command.userId, draft);
  const { at, device } = command;
  switch (command.type) {
    case 'CreateDraft':
      return [];
    case 'SaveDraft':
    case 'PatchDraft':
      return saved(editable(own), command);
    case 'RestoreVersion':
      return restored(editable(own), command);
    case 'PromoteDraft':
      return promoted(editable(own), command);
    case 'CloseDraft':
      if (own.status === 'closed') return [];
      if (own.status === 'draft') throw new Rejection('draft/not-active');
      editable(own);
      return [{ type: 'DraftClosed', data: { device, closedAt: at } }];
    case 'DiscardDraft':
      if (own.status === 'discarded') return [];
      editable(own);
      return [{ type: 'DraftDiscarded', data: { device, discardedAt: at } }];
    case 'RecoverDraft': {
      if (own.status === 'draft' || own.status === 'active') return [];
      const isInTime = own.status === 'expired' && at < own.expiredAt + DRAFT_RECOVERABLE_MS;
      if (!isInTime) throw new Rejection('draft/not-recoverable');
      return [{ type: 'DraftRecovered', data: { device, recoveredAt: at } }];
    }
    default:
      return unreachable(command);
  }
}

type Editable = Extract<Draft, { status: 'draft' | 'active' }>;

/** A session under way is filled in further; what is closed, discarded or expired stays as it is. */
function editable(draft: KnownDraft): Editable {
  if (draft.status !== 'draft' && draft.status !== 'active') throw new Rejection('draft/not-editable');
  return draft;
}

function created(command: Extract<DraftCommand, { type: 'CreateDraft' }>): readonly DraftEvent[] {
  const { type: _type, at, receivedAt: _receivedAt, ...said } = command;
  return [{ type: 'DraftCreated', data: { ...said, dataJson: withinLimit(said.dataJson), createdAt: at } }];
}

/** The last save and the promotion are one, so that what becomes active is what the person saw [F4] [I-25]. */
function promoted(
  draft: Editable,
  { at, receivedAt, device, lastSave, activeElsewhere }: Extract<DraftCommand, { type: 'PromoteDraft' }>,
): readonly DraftEvent[] {
  const flushed = lastSave ? saved(draft, { ...lastSave, at, receivedAt, device }) : [];
  if (draft.status === 'active') return flushed;
  if (activeElsewhere) {
    const message = `Another session of this profile is active: ${activeElsewhere.title || activeElsewhere.id}.`;
    throw new Rejection('draft/another-active', message, { active: activeElsewhere });
  }
  const version = draft.version + flushed.filter(({ type }) => type === 'DraftSaved').length;
  return [...flushed, { type: 'DraftPromoted', data: { version, device, promotedAt: at } }];
}

// ---- evolve

function evolve(draft: Draft, event: DraftEvent): Draft {
  if (event.type === 'DraftCreated') {
    const { device, createdAt, ...said } = event.data;
    const { deviceInfoJson } = device;
    const begins = {
      version: 1,
      updatedAt: createdAt,
      overwritten: [],
      traces: [firstTrace(device, createdAt)],
      titleTrace: { device, savedAt: createdAt },
    } as const;
    return { status: 'draft', ...said, ...begins, deviceInfoJson, createdAt };
  }
  if (draft.status === 'none') return draft;
  switch (event.type) {
    case 'DraftSaved': {
      const { version, title, dataJson, changed, overwritten, device, savedAt } = event.data;
      const traces = traced(draft.traces, { version, paths: changed, device, savedAt });
      const deviceInfoJson = device.deviceInfoJson ?? draft.deviceInfoJson;
      const titleTrace = titleTraced(draft, title, { device, savedAt });
      const content = { version, title, dataJson, overwritten, deviceInfoJson, traces, titleTrace };
      return { ...draft, ...content, ...touched(draft, savedAt) };
    }
    case 'OlderSaveKept':
      return draft;
    case 'VersionRestored': {
      const { version, title, dataJson, changed, device, restoredAt } = event.data;
      const traces = traced(draft.traces, { version, paths: changed, device, savedAt: restoredAt });
      const titleTrace = titleTraced(draft, title, { device, savedAt: restoredAt });
      const content = { version, title, dataJson, overwritten: [], traces, titleTrace };
      return { ...draft, ...content, ...touched(draft, restoredAt) };
    }
    case 'DraftPromoted':
      return { ...memory(draft), status: 'active', ...touched(draft, event.data.promotedAt) };
    case 'DraftClosed':
      return { ...memory(draft), status: 'closed', ...touched(draft, event.data.closedAt) };
    case 'DraftDiscarded':
      return { ...memory(draft), status: 'discarded', ...touched(draft, event.data.discardedAt) };
    case 'DraftExpired':
      return { ...memory(draft), status: 'expired', expiredAt: event.data.expiredAt };
    case 'DraftRecovered':
      return { ...memory(draft), status: 'draft', ...touched(draft, event.data.recoveredAt) };
    default:
      return unreachable(event);
  }
}

/** What stays whatever becomes of a draft. */
function memory(draft: KnownDraft): DraftMemory {
  const { draftId, userId, profileId, subjectId, version, title, dataJson, deviceInfoJson } = draft;
  const { createdAt, updatedAt, traces, titleTrace, overwritten } = draft;
  const content = { version, title, dataJson, deviceInfoJson };
  return { draftId, userId, profileId, subjectId, ...content, createdAt, updatedAt, traces, titleTrace, overwritten };
}

/** A save that was made offline may be told late; what is remembered never goes back. */
function touched({ updatedAt }: DraftMemory, at: Instant): { readonly updatedAt: Instant } {
  return { updatedAt: Math.max(updatedAt, at) };
}
