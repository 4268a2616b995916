import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../../../..');
const RUN_TYPESCRIPT = ['-C', '@tidemark/source', '-r', '@swc-node/register'];
const STARTED_WITHIN_MS = 60_000;
/** The packages of OpenTelemetry that a process has loaded. */
const LOADED = `[...new Set(Object.keys(require.cache).flatMap((file) => file.match(/@opentelemetry.([\\w-]+)/)?.[1] ?? []))]`;

const afterwards = async (statement: string) => {
  const program = `(async () => { const kit = require('@tidemark/service-kit'); ${statement}; console.log(JSON.stringify(${LOADED})); process.exit() })()`;
  const env = { ...process.env, SWC_NODE_PROJECT: join(ROOT, 'tsconfig.base.json') };
  const { stdout } = await run(process.execPath, [...RUN_TYPESCRIPT, '-e', program], { cwd: ROOT, env });
  return JSON.parse(stdout) as string[];
};

describe('traces', () => {
  it(
    'cost no more than their interface while nobody collects them [O3]',
    async () => expect(await afterwards('')).toEqual(['api']),
    STARTED_WITHIN_MS,
  );

  it(
    'bring what sends them when somebody does [O3]',
    async () =>
      expect(await afterwards(`await kit.startTracing('gateway', 'http://127.0.0.1:9')`)).toEqual(
        expect.arrayContaining(['sdk-trace-node', 'exporter-trace-otlp-http']),
      ),
    STARTED_WITHIN_MS,
  );
});
