import { execFile } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';

import { binary } from '@tidemark/local-infra';

const run = promisify(execFile);

/** When and on what something was measured, in one line. */
export async function machine(): Promise<string> {
  const [postgres, nats] = await Promise.all([
    run(binary('postgres'), ['--version']),
    run(binary('nats-server'), ['--version']),
  ]);
  const version = (text: string) => /\d+(\.\d+)+/.exec(text)?.[0] ?? 'unknown';
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  return [
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    `${cpus().length} cores, ${memoryGb} GB`,
    `Node ${process.versions.node}`,
    `Postgres ${version(postgres.stdout)} with fsync`,
    `NATS ${version(nats.stdout)}:`,
  ].join(', ');
}
