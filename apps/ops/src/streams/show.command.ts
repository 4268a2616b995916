import { homeOf } from '../access/logs';
import { EXIT, type ExitCode } from '../terminal/exit-codes';
import type { AddCommand, Work } from '../terminal/desk';
import { notFound } from '../terminal/failure';
import { chapterJson, chapterText, storyOf } from './story';

export const addShow: AddCommand = (parent, desk) => {
  const command = parent
    .command('show')
    .argument('<stream>', 'such as timer-anna')
    .description('Tells a stream as a story: each event, and what it changed. With --json a line for each event.');
  desk.does(command, show);
};

/** Told while it is read, since a stream may be long. */
async function show({ access, surroundings, paint, isJson }: Work, _: object, streamId: string): Promise<ExitCode> {
  const { schema, decider } = homeOf(streamId);
  let told = 0;
  for await (const chapter of storyOf(await access.log(schema), decider, streamId)) {
    if (surroundings.stopping.aborted) return EXIT.cancelled;
    surroundings.write(`${isJson ? JSON.stringify(chapterJson(chapter)) : chapterText(chapter, paint)}\n`);
    told += 1;
  }
  if (told === 0) throw notFound(`stream ${streamId}`);
  return EXIT.done;
}
