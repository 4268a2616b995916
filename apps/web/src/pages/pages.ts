import { lazy, type ComponentType } from 'react';
import { TodayPage } from './today/today-page';

/** Where somebody can go, in the order of the navigation. */
export interface PageEntry {
  /** As the router matches it: an operator's page has addresses below its own. */
  readonly path: string;
  readonly href: string;
  readonly name: string;
  readonly place: 'bar' | 'menu' | 'operators';
  readonly Page: ComponentType;
}

// Only the first page is in the first load; the others come when somebody goes there.
const Clock = lazy(async () => ({ default: (await import('./clock/clock-page')).ClockPage }));
const Statistics = lazy(async () => ({ default: (await import('./statistics/statistics-page')).StatisticsPage }));
const Program = lazy(async () => ({ default: (await import('./program/program-page')).ProgramPage }));
const Drafts = lazy(async () => ({ default: (await import('./drafts/drafts-page')).DraftsPage }));
const Settings = lazy(async () => ({ default: (await import('./settings/settings-page')).SettingsPage }));
const Devices = lazy(async () => ({ default: (await import('./devices/devices-page')).DevicesPage }));
const Account = lazy(async () => ({ default: (await import('./account/account-page')).AccountPage }));
const Console = lazy(async () => ({ default: (await import('./ops/console-page')).ConsolePage }));

export const pages: readonly PageEntry[] = [
  { path: '/', href: '/', name: 'Today', place: 'bar', Page: TodayPage },
  { path: '/clock', href: '/clock', name: 'Clock', place: 'bar', Page: Clock },
  { path: '/statistics', href: '/statistics', name: 'Statistics', place: 'bar', Page: Statistics },
  { path: '/program/*?', href: '/program', name: 'Program', place: 'bar', Page: Program },
  { path: '/drafts/*?', href: '/drafts', name: 'Drafts', place: 'bar', Page: Drafts },
  { path: '/settings', href: '/settings', name: 'Settings', place: 'menu', Page: Settings },
  { path: '/devices', href: '/devices', name: 'Devices and sync', place: 'menu', Page: Devices },
  { path: '/account', href: '/account', name: 'Account', place: 'menu', Page: Account },
  { path: '/ops/*?', href: '/ops', name: 'Console', place: 'operators', Page: Console },
];
