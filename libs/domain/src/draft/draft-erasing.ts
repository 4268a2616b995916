import { bare, type Erasing } from '../account/erasing';
import type { Device, DraftContent, DraftEvents } from './draft-words';

const NOWHERE: Device = { deviceId: null, deviceInfoJson: null };
const NOTHING_WRITTEN: DraftContent = { title: '', dataJson: '{}' };

const withoutDevice = <Data extends { device: Device }>(data: Data): Data => ({ ...data, device: NOWHERE });

/** How many versions there were, and when, stays; what they held, what it was about, and which fields were touched goes. */
export const draftErasing: Erasing<DraftEvents> = {
  DraftCreated: (data, renamed) => ({
    ...withoutDevice(data),
    ...NOTHING_WRITTEN,
    draftId: renamed(data.draftId),
    profileId: renamed(data.profileId),
    subjectId: null,
  }),
  DraftSaved: (data) => ({ ...withoutDevice(data), ...NOTHING_WRITTEN, changed: [], overwritten: [] }),
  OlderSaveKept: (data) => ({ ...withoutDevice(data), title: null, sentJson: '{}' }),
  VersionRestored: (data) => ({ ...withoutDevice(data), ...NOTHING_WRITTEN, changed: [], paths: null }),
  DraftPromoted: withoutDevice,
  DraftClosed: withoutDevice,
  DraftDiscarded: withoutDevice,
  DraftExpired: bare,
  DraftRecovered: withoutDevice,
};
