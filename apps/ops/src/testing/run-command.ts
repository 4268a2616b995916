import { runTidemark } from '../program';
import type { ExitCode } from '../terminal/exit-codes';

/** What one run ended with and said. */
export interface Ran {
  readonly exitCode: ExitCode;
  readonly text: string;
  readonly complaint: string;
}

/** The world of one run, as far as a spec has wishes about it. */
export interface Wishes {
  readonly isTerminal?: boolean;
  readonly stopping?: AbortSignal;
  /** What is typed where something is asked. */
  readonly typed?: string;
  /** Told of everything that is said beside the answer, such as progress. */
  onComplaint?(text: string): void;
}

/** One run of the command line in this process. */
export async function runCommand(
  environment: NodeJS.ProcessEnv,
  words: readonly string[],
  { isTerminal = false, stopping = new AbortController().signal, typed = '', onComplaint }: Wishes = {},
): Promise<Ran> {
  const said = { text: '', complaint: '' };
  const exitCode = await runTidemark(words, {
    environment,
    isTerminal,
    stopping,
    ask: async () => typed,
    write: (text) => void (said.text += text),
    writeError: (text) => {
      said.complaint += text;
      onComplaint?.(text);
    },
  });
  return { exitCode, ...said };
}
