import type { Entry } from '@tidemark/client';
import type { SaveStatus } from '@tidemark/client/react';
import type { DraftView, Json, OverwrittenView } from '@tidemark/domain';
import { ago } from '../../words/ago';
import { shownValue } from './history/draft-changes';
import { fieldLabel } from './form/form-fields';

export const statusNames: Record<DraftView['status'], string> = {
  draft: 'Draft',
  active: 'Session under way',
  closed: 'Closed',
  discarded: 'Discarded',
  expired: 'Expired',
};

export function titleOf({ title }: Pick<DraftView, 'title'>): string {
  return title.trim() === '' ? 'Untitled' : title;
}

/** `last saved 2 min ago` */
export function savedWords({ updatedAt }: Pick<DraftView, 'updatedAt'>, now: number): string {
  return `last saved ${ago(Date.parse(updatedAt), now)}`;
}

const SAVES: readonly string[] = ['draft/create', 'draft/save', 'draft/patch'];

/** The light of the form alone: that it could not be locked, say, is told elsewhere and takes nothing from what was saved. */
export function formLight(
  status: SaveStatus,
  refused: readonly Pick<Entry, 'name'>[],
  { isKept, fits }: { readonly isKept: boolean; readonly fits: boolean },
): Pick<SaveStatus, 'light' | 'changes' | 'reason'> {
  if (!fits) return { ...status, light: 'red', reason: null };
  const isOfSaving = refused.length === 0 || refused.some(({ name }) => SAVES.includes(name)) || !isKept;
  if (status.light !== 'red' || isOfSaving) return status;
  return { light: status.changes === 0 ? 'green' : 'amber', changes: status.changes, reason: null };
}

/** What stands beside the light of a form [F7]. */
export function lightWords({ light, changes, reason }: SaveStatus): string {
  if (light === 'green') return 'Saved';
  if (light === 'red') return reason === null ? 'Not saved' : `Not saved: ${reason}`;
  if (reason === null) return 'Saving …';
  return `Offline · ${changes === 1 ? '1 change' : `${changes} changes`} queued`;
}

/** How a field is called in a pointer to it. */
export function fieldWords(path: string): string {
  if (!path.startsWith('/')) return path === '' ? 'many fields' : path;
  const names = path.slice(1).split('/');
  const [first = '', ...rest] = names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [fieldLabel(first), ...rest].join(' / ');
}

/** What two devices did to one field, told so that it is true on both of them [F5]. */
export function overwrittenWords({ path, theirs, device, stands }: OverwrittenView): string {
  const other = `${deviceWords(device)} wrote “${shownValue(theirs)}”`;
  const field = `“${fieldWords(path)}” was changed on two devices at once: ${other}`;
  return stands === 'theirs' ? `${field}, and that stands.` : `${field}, and what was written later stands.`;
}

const DEVICE_SHOWN_LENGTH = 4;

/** Devices go by long random ids; the first letters tell one from another. */
export function deviceWords(device: Json): string {
  if (typeof device === 'string') return `device ${device.slice(0, DEVICE_SHOWN_LENGTH)}`;
  return device === null ? 'another device' : `device ${JSON.stringify(device)}`;
}

/** `21 December` */
export function longDate(at: string | null): string {
  if (at === null) return '';
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' }).format(Date.parse(at));
}
