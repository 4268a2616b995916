import type { AddCommand } from '../terminal/desk';
import { addExport } from './export.command';

export const peopleCommands: readonly AddCommand[] = [addExport];
