import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const DIST = join(ROOT, 'libs/client/dist');
const TSC = join(ROOT, 'node_modules/@typescript/native/bin/tsc');
/** 25 KB: what the SDK may add to a page, compressed, without Socket.IO [Q11]. It only ever goes down. */
const BYTES_MAX = 25 * 1_024;
const BUILD_MS = 120_000;

const run = (code: string) =>
  execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: DIST, encoding: 'utf8' });
const pack = (call: string) =>
  `import * as pack from ${JSON.stringify(join(__dirname, 'client-package.mjs'))}; ${call}`;

beforeAll(() => {
  execFileSync(process.execPath, [join(__dirname, 'client-package.mjs')]);
}, BUILD_MS);

describe('@tidemark/client as it is published', () => {
  it(
    'is no larger than a page can afford [Q11]',
    () => {
      const bytes = Number(run(pack('console.log(await pack.bytesOfClient())')));
      expect(bytes).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(BYTES_MAX);
    },
    BUILD_MS,
  );

  it('needs nothing but Socket.IO', () => {
    const code = `import { createTidemark, memoryStorage } from './index.js';
      const client = createTidemark({ address: 'http://127.0.0.1:9', storage: memoryStorage() });
      await client.ready;
      console.log(client.get('timer').status);
      client.close();`;
    expect(run(code).trim()).toBe('signed-out');
  });

  it('has hooks for React in a module of their own, and only that one asks for React [S6]', () => {
    const code = `import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import { createTidemark, memoryStorage } from './index.js';
      import { TidemarkProvider, useTimer } from './react.js';
      const client = createTidemark({ address: 'http://127.0.0.1:9', storage: memoryStorage() });
      const Status = () => useTimer().status;
      console.log(renderToString(createElement(TidemarkProvider, { client }, createElement(Status))));
      client.close();`;
    expect(run(code).trim()).toBe('loading');
    const modules = readdirSync(DIST).filter((file) => file.endsWith('.js'));
    const asking = modules.filter((file) => /from "react/.test(readFileSync(join(DIST, file), 'utf8')));
    expect(asking).toEqual(['react.js']);
  });

  it(
    'has types that need nothing of the workspace',
    () => {
      const folder = mkdtempSync(join(DIST, 'consumer-'));
      const consumer = `import { createTidemark, Delayed, type KindState, type TimerView } from '@tidemark/client';
        import { useNow, useTimer } from '@tidemark/client/react';
        const { get, command } = createTidemark({ address: 'https://tidemark.example.com' });
        const timer: KindState<TimerView> = get('timer');
        const status: 'idle' | 'waiting' | 'running' | 'paused' | undefined = timer.value?.status;
        status?.trim();
        const outcome = await command<{ revision: number }>('timer/start', { durationSeconds: 60 }).settled;
        if (outcome.ok) outcome.value.revision.toFixed();
        else if (outcome.error instanceof Delayed) timer.isGuess.valueOf();
        // @ts-expect-error There is no such command.
        command('timer/begin');
        export const useLeft = (): number => useTimer().remainingSeconds + useNow(1_000);`;
      const lib = ['es2023', 'dom', 'dom.iterable'];
      const modules = { module: 'nodenext', target: 'es2022', lib, types: [] };
      const compilerOptions = { ...modules, strict: true, noEmit: true, skipLibCheck: false };
      writeFileSync(join(folder, 'consumer.ts'), consumer);
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
      const { stdout } = spawnSync(process.execPath, [TSC, '-p', folder], { encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      expect(stdout).toBe('');
    },
    BUILD_MS,
  );
});
