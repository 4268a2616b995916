import type { AddCommand } from '../terminal/desk';
import { addJobs } from './jobs.command';
import { addResetBackfill } from './reset-backfill.command';
import { addResetRun } from './reset-run.command';
import { addResets } from './resets.command';

const addReset: AddCommand = (parent, desk) => {
  const group = parent.command('reset').description('Does something about daily resets.');
  for (const add of [addResetRun, addResetBackfill]) add(group, desk);
};

export const scheduleCommands: readonly AddCommand[] = [addResets, addReset, addJobs];
