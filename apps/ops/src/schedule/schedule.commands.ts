import type { AddCommand } from '../terminal/desk';
import { addJobs } from './jobs.command';
import { addResetRun } from './reset-run.command';
import { addResets } from './resets.command';

export const scheduleCommands: readonly AddCommand[] = [addResets, addResetRun, addJobs];
