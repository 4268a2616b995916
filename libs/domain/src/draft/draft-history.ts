import type { Instant } from '../decider';
import type { Device, DraftEvent, DraftVersion, Overwritten } from './draft-words';

/** One version of a draft as the history tells it. */
export interface DraftVersionSaid extends DraftVersion {
  readonly savedAt: Instant;
  readonly device: Device;
  readonly overwritten: readonly Overwritten[];
  /** The version that came back with it, where one did. */
  readonly restoredFrom: number | null;
}

/** A save before a draft was created is based on a form without any fields. */
export const emptyDraftVersion: DraftVersion = { version: 0, title: '', dataJson: '{}' };

/** The types of the events that make a version. */
export const VERSION_EVENTS = ['DraftCreated', 'DraftSaved', 'VersionRestored'] as const;

/** The version that an event makes, or nothing for an event that leaves the content as it is. */
export function versionIn(event: DraftEvent): DraftVersionSaid | null {
  switch (event.type) {
    case 'DraftCreated': {
      const { title, dataJson, device, createdAt } = event.data;
      return { version: 1, title, dataJson, device, savedAt: createdAt, overwritten: [], restoredFrom: null };
    }
    case 'DraftSaved': {
      const { version, title, dataJson, device, savedAt, overwritten } = event.data;
      return { version, title, dataJson, device, savedAt, overwritten, restoredFrom: null };
    }
    case 'VersionRestored': {
      const { version, title, dataJson, device, restoredAt, fromVersion } = event.data;
      return { version, title, dataJson, device, savedAt: restoredAt, overwritten: [], restoredFrom: fromVersion };
    }
    default:
      return null;
  }
}
