import { mergePatch, type DraftView, type Json } from '@tidemark/domain';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Tidemark } from '../client';
import type { Entry } from '../outbox/entry';
import { draftLight } from './draft-light';
import { useActions, useKind } from './followed.hook';
import { useOutbox, useSyncStatus } from './outbox.hook';
import { useTidemark } from './provider';

/** What a draft begins with. */
export interface DraftStart {
  readonly profileId: string;
  readonly subjectId?: string | null;
  readonly title?: string;
  readonly data?: Json;
  readonly deviceInfo?: Json;
}

interface Typed {
  readonly idOrCommandId: string;
  readonly data: Json;
}

/** A form that saves itself: what is in it, how to change it, and whether the server has it. */
export function useDraft(idOrCommandId: string) {
  const client = useTidemark();
  const { status, value } = useKind('drafts');
  const { pending, refused } = useOutbox();
  const sync = useSyncStatus();
  const id = client.draftId(idOrCommandId);
  const known = value?.[id] ?? null;
  const isAbout = ({ name, key, data }: Entry) => name.startsWith('draft/') && (data['id'] === id || key === id);
  const actions = useMemo(() => draftActions(client, id), [client, id]);
  const { typed, save } = useTyping(client, idOrCommandId);
  const draft = known && typed !== undefined ? { ...known, data: typed } : known;
  return {
    status,
    /** The one that the server gave it, as soon as there is one. */
    id,
    draft,
    isGuess: client.placeOf('drafts', id) === 'this-device',
    saveStatus: draftLight(draft, pending.filter(isAbout), refused.filter(isAbout), sync),
    save,
    ...actions,
  };
}

/** What was typed just now, until it is kept: a form shows it at once, and what is typed next builds on it. */
function useTyping(client: Tidemark, idOrCommandId: string) {
  const [shown, show] = useState<Typed | null>(null);
  const latest = useRef<Typed | null>(null);
  const save = useCallback(
    /** A merge patch: only what is different. Many of them within ten seconds are one save. */
    (patch: Json, title?: string) => {
      const id = client.draftId(idOrCommandId);
      const last = latest.current?.idOrCommandId === idOrCommandId ? latest.current.data : undefined;
      const data = mergePatch(last ?? client.get('drafts').value?.[id]?.data ?? {}, patch);
      const typed = { idOrCommandId, data };
      latest.current = typed;
      show(typed);
      const receipt = client.command<DraftView>('draft/save', { id, data, title });
      void receipt.durable.then(() => {
        if (latest.current !== typed) return;
        latest.current = null;
        show(null);
      });
      return receipt;
    },
    [client, idOrCommandId],
  );
  return { save, typed: shown?.idOrCommandId === idOrCommandId ? shown.data : undefined };
}

/** All drafts, or those of a profile, the one that was saved last first; and how to begin one more. */
export function useDrafts(profileId?: string) {
  const { status, value, isGuess } = useKind('drafts');
  const all = useMemo(() => newestFirst(value ?? {}, profileId), [value, profileId]);
  return {
    status,
    isGuess,
    drafts: all.drafts,
    /** What was promoted and is not closed yet: it is restored before any draft is offered [F3]. */
    active: all.active,
    ...useActions(draftsActions),
  };
}

function draftActions({ command }: Tidemark, id: string) {
  return {
    promote: () => command<DraftView>('draft/promote', { id }),
    close: () => command<DraftView>('draft/close', { id }),
    discard: () => command<DraftView>('draft/discard', { id }),
  };
}

function draftsActions({ command }: Tidemark) {
  return {
    /** Until the server has given it an id, it goes by the `commandId` of this receipt. */
    create: (start: DraftStart) => command<DraftView>('draft/create', start),
  };
}

function newestFirst(drafts: Readonly<Record<string, DraftView>>, profileId: string | undefined) {
  const own = Object.values(drafts).filter((draft) => profileId === undefined || draft.profileId === profileId);
  const sorted = own.sort((left, right) => (left.updatedAt < right.updatedAt ? 1 : -1));
  const of = (status: DraftView['status']) => sorted.filter((draft) => draft.status === status);
  return { drafts: of('draft'), active: of('active') };
}
