import type { AddCommand } from '../terminal/desk';
import { addProjections } from './projections.command';
import { addRebuild } from './rebuild.command';

export const projectionCommands: readonly AddCommand[] = [addProjections, addRebuild];
