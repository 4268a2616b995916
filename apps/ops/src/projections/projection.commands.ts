import type { AddCommand } from '../terminal/desk';
import { addProjections } from './projections.command';
import { addRebuild } from './rebuild.command';
import { addDropOld, addRollBack } from './roll-back.commands';

export const projectionCommands: readonly AddCommand[] = [addProjections, addRebuild, addRollBack, addDropOld];
