import { execFile, type ExecFileException } from 'node:child_process';
import { resolve } from 'node:path';

/** The file that `tidemark` runs. */
export const TIDEMARK = resolve(__dirname, '../../../apps/ops/tidemark.cjs');
const OUTPUT_BYTES_MAX = 50_000_000;

/** What one run of the command line ended with and said. */
export interface Said {
  readonly exitCode: number;
  readonly text: string;
  readonly complaint: string;
}

/** Runs `tidemark` as a process of its own, as whoever looks after an installation does. */
export function tidemark(environment: Readonly<NodeJS.ProcessEnv>, ...words: readonly string[]): Promise<Said> {
  return new Promise((done) => {
    const options = { env: { ...process.env, ...environment }, maxBuffer: OUTPUT_BYTES_MAX };
    execFile(process.execPath, [TIDEMARK, ...words], options, (error: ExecFileException | null, text, complaint) => {
      const exitCode = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      done({ exitCode, text, complaint });
    });
  });
}

/** What it says to machines. */
export function jsonIn<Body>({ text }: Said): Body {
  return JSON.parse(text) as Body;
}
