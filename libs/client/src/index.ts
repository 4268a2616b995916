export type {
  ConfigurationView,
  DraftView,
  EntryView,
  Instant,
  Json,
  LogView,
  ProgramView,
  SessionCountView,
  SessionView,
  Task,
  TimerView,
  WorkoutView,
} from '@tidemark/domain';
export * from './client';
export { SyncError, Conflict, Delayed, Rejected, StorageFull, Unauthorized } from './link/errors';
export type { HistoryImport, ImportOutcome } from './history-import';
export type { AccessToken, SignIn } from './link/account';
export type { Answer, Failure } from './link/answer';
export { browserClock, type DeviceClock } from './link/device-clock';
export type { LinkState } from './link/link';
export type { CommandName } from './link/routes';
export { socketTransport } from './link/socket-transport';
export type { Transport } from './link/transport';
export type { Entry } from './outbox/entry';
export type { Outcome, Receipt } from './outbox/receipts';
export type { RetryQueueStatus } from './outbox/wishes';
export type { Kind, KindState, Place, Values } from './states/kinds';
export { indexedStorage } from './storage/indexed-storage';
export { memoryStorage } from './storage/memory-storage';
export type { Area, Change, Storage } from './storage/storage';
export type { Surroundings, TidemarkOptions } from './surroundings';
export type { SyncStatus } from './sync-status';
export type { Topic } from './tab';
export { leaseLocks, type Notes } from './tabs/lease-locks';
export { webLocks, type Locks } from './tabs/locks';
export type { Page, PageEvents } from './tabs/page';
export type { TabChannel } from './tabs/tab-channel';
export type { TabMessage } from './tabs/tab-message';
export type { Training, WorkoutDone, WorkoutPlace } from './training';
export type { BulkSynced, SessionSent } from './training-words';
