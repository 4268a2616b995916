import { taskSubject } from '@tidemark/messaging';
import type { Access } from '../access/access';

/** A zone may have millions of users. */
const ANSWER_WITHIN_MS = 300_000;

/** Whose days are to be closed now, and why. */
export interface ResetsWish {
  readonly timezone: string;
  readonly resetTime: string;
  readonly reason: string;
}

export interface ResetsRun {
  readonly boundaries: number;
  readonly users: number;
}

/** Asks the scheduler for what is overdue; whoever calls this keeps it in the audit. */
export function runResets(access: Access, wish: ResetsWish): Promise<ResetsRun> {
  return access.ask(taskSubject('run-resets'), wish, ANSWER_WITHIN_MS);
}
