import { bare, type Erasing } from '../account/erasing';
import type { Task, TimerEvents } from './timer-words';

const withoutTask = <Data extends { readonly task: Task | null }>(data: Data): Data => ({ ...data, task: null });

/** Times and lengths stay, and what was worked on goes; the ids of sessions are drawn by us and say nothing. */
export const timerErasing: Erasing<TimerEvents> = {
  SessionStarted: withoutTask,
  SessionPaused: withoutTask,
  SessionResumed: withoutTask,
  SessionExtended: withoutTask,
  SessionInterrupted: withoutTask,
  SessionCompleted: withoutTask,
  NextSessionDropped: bare,
  StopMovedEarlier: bare,
  TaskSelected: withoutTask,
  UnattendedNoted: bare,
  UnattendedTrimmed: bare,
};
