import type { AddCommand } from '../terminal/desk';
import { addDay } from './day.command';
import { addShow } from './show.command';
import { addState } from './state.command';
import { addStreams } from './streams.command';
import { addTail } from './tail.command';
import { addWhy } from './why.command';

export const streamCommands: readonly AddCommand[] = [addStreams, addShow, addState, addTail, addDay, addWhy];
