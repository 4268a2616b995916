import type { AddCommand } from '../terminal/desk';
import { addErase } from './erase.command';
import { addExport } from './export.command';
import { addRole } from './role.command';

export const peopleCommands: readonly AddCommand[] = [addExport, addErase, addRole];
