import type { AddCommand } from '../terminal/desk';
import { addReplay } from './replay.command';
import { addReplays } from './replays.commands';
import { addScratch } from './scratch/scratch.commands';

export const replayCommands: readonly AddCommand[] = [addReplay, addReplays, addScratch];
