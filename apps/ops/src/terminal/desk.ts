import type { Command } from 'commander';
import { Access } from '../access/access';
import { EXIT, type ExitCode } from './exit-codes';
import { painter, type Paint, type Surroundings } from './terminal';

/** What a command has found out: the same for machines and for people. */
export interface Answer {
  readonly json: unknown;
  text(paint: Paint): string;
  readonly exitCode?: ExitCode;
}

/** What a command works with. */
export interface Work {
  readonly access: Access;
  readonly surroundings: Surroundings;
  readonly paint: Paint;
  readonly isJson: boolean;
}

/** Does the work of one command; one that has told everything while it went on answers nothing. */
export type Worker<Words extends readonly string[], Options> = (
  work: Work,
  options: Options,
  ...words: Words
) => Promise<Answer | ExitCode>;

/** Adds one command to the command line. */
export type AddCommand = (parent: Command, desk: Desk) => void;

/** Where commands are done, one in a process: opens what they need, says what they found, and closes everything. */
export class Desk {
  exitCode: ExitCode = EXIT.done;

  constructor(private readonly surroundings: Surroundings) {}

  /** The last step of every command: `--json`, and the work. */
  does<Words extends readonly string[], Options extends object>(
    command: Command,
    worker: Worker<Words, Options>,
  ): void {
    command.option('--json', 'for machines: JSON and nothing else').action(async (...given: unknown[]) => {
      const { isJson = false, ...options } = renamed(given.at(-2) as object);
      await this.work(isJson, (work) => worker(work, options as Options, ...(given.slice(0, -2) as unknown as Words)));
    });
  }

  private async work(isJson: boolean, worker: (work: Work) => Promise<Answer | ExitCode>): Promise<void> {
    const access = new Access(this.surroundings.environment, { stopping: this.surroundings.stopping });
    const paint = isJson ? (_: unknown, text: string) => text : painter(this.surroundings);
    try {
      const answer = await worker({ access, surroundings: this.surroundings, paint, isJson });
      this.exitCode = typeof answer === 'number' ? answer : (answer.exitCode ?? EXIT.done);
      if (typeof answer !== 'number')
        this.surroundings.write(`${isJson ? JSON.stringify(answer.json) : answer.text(paint)}\n`);
    } finally {
      await access.close();
    }
  }
}

function renamed({ json, ...options }: { readonly json?: boolean }): { readonly isJson?: boolean } {
  return { ...options, isJson: json };
}
