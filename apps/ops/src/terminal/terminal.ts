import { styleText } from 'node:util';

/** The world around one run of the command line. */
export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly isTerminal: boolean;
  readonly stopping: AbortSignal;
  write(text: string): void;
  writeError(text: string): void;
  /** What somebody who looks at a terminal types behind these words. */
  ask(words: string): Promise<string>;
}

export type Style = Parameters<typeof styleText>[0];

/** Colours text on a terminal, and leaves it alone everywhere else. */
export type Paint = (style: Style, text: string) => string;

/** Newer versions of Node look by themselves whether the process has a terminal. */
const WE_HAVE_LOOKED = { validateStream: false };

/** Colours are for people who look at a terminal and have not asked for none. */
export function painter({ isTerminal, environment }: Surroundings): Paint {
  return isTerminal && !environment['NO_COLOR']
    ? (style, text) => styleText(style, text, WE_HAVE_LOOKED)
    : (_, text) => text;
}
