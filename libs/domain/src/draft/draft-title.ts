import { isSameDevice } from './draft-traces';
import type { Device, DraftMemory, DraftVersion, Overwritten, TitleTrace } from './draft-words';
import type { Instant } from '../decider';

/** How a conflict about the title is called: without the slash of a pointer, so no field of the form is meant. */
const TITLE_PATH = 'title';

interface TitleSent {
  readonly title?: string;
  readonly base: DraftVersion | null;
  readonly device: Device;
  readonly at: Instant;
}

/** The title after a save, and what two devices said differently of it: of both, the later one stands [F5]. */
export function titleAfter(
  draft: DraftMemory,
  { title: wanted, base, device, at }: TitleSent,
): { readonly title: string; readonly overwritten: readonly Overwritten[] } {
  const { title, version, titleTrace: last } = draft;
  if (wanted === undefined || wanted === title) return { title, overwritten: [] };
  const isLater = at >= last.savedAt;
  const isNews = base !== null && base.version < version && base.title !== title;
  if (!isNews || (isLater && isSameDevice(last.device, device))) return { title: wanted, overwritten: [] };
  // A title that was merely carried along does not undo what another device called the draft since.
  if (wanted === base.title) return { title, overwritten: [] };
  const field = { path: TITLE_PATH, theirsJson: JSON.stringify(title), version, device: last.device };
  return isLater
    ? { title: wanted, overwritten: [{ ...field, stands: 'sent' }] }
    : { title, overwritten: [{ ...field, stands: 'theirs' }] };
}

/** Who gave the draft its title, after a save that may have given it another. */
export function titleTraced(draft: DraftMemory, title: string, save: TitleTrace): TitleTrace {
  return title === draft.title ? draft.titleTrace : save;
}
