import { bare, type Erasing } from '../account/erasing';
import type { DayEvents, Reset } from './day-words';

const withoutDevice = <Data extends Reset>(data: Data): Data => ({ ...data, deviceId: null });

/** Zones and reset times stay: without them, nobody could say which days there were. */
export const dayErasing: Erasing<DayEvents> = {
  DayBegun: bare,
  DayClosed: withoutDevice,
  CountReset: withoutDevice,
  CountOverridden: bare,
  SessionCounted: bare,
  SettingsChanged: bare,
  DayRuleChanged: bare,
  DayEndMoved: bare,
};
