import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const TSC = join(ROOT, 'node_modules/@typescript/native/bin/tsc');
const LAYERS = '@nx/enforce-module-boundaries';

/** The rule, what is planted, and where. */
type Plant = [rule: string, what: string, path: string, text: string];

const violations: Plant[] = [
  [LAYERS, 'the domain knowing the contracts', 'libs/domain/src/planted.ts', `import '@tidemark/contracts';`],
  [LAYERS, 'contracts knowing the log', 'libs/contracts/src/planted.ts', `import '@tidemark/event-log';`],
  [
    'no-restricted-imports',
    'an app knowing an app',
    'apps/gateway/src/planted.ts',
    `import '@tidemark/timer-service/src/main';`,
  ],
  [LAYERS, 'an app starting servers', 'apps/gateway/src/planted.ts', `import '@tidemark/local-infra';`],
  [
    'no-restricted-imports',
    'a library knowing an app',
    'libs/service-kit/src/planted.ts',
    `import '@tidemark/gateway/src/main';`,
  ],
  ['no-restricted-imports', 'a tool knowing an app', 'bench/src/planted.ts', `import '@tidemark/gateway';`],
  [LAYERS, 'the page knowing what runs on Node', 'apps/web/src/planted.ts', `import '@tidemark/messaging';`],
  [LAYERS, 'the SDK knowing what runs on Node', 'libs/client/src/planted.ts', `import '@tidemark/messaging';`],
  [LAYERS, 'contracts knowing the SDK', 'libs/contracts/src/planted.ts', `import '@tidemark/client';`],
  [
    LAYERS,
    'a path into another project',
    'apps/gateway/src/planted.ts',
    `import '../../../libs/domain/src/timer/timer';`,
  ],
  ['no-restricted-imports', 'a package in the domain', 'libs/domain/src/planted.ts', `import 'lodash';`],
  ['no-restricted-imports', 'Node in the domain', 'libs/domain/src/planted.ts', `import 'node:fs';`],
  ['no-restricted-properties', 'a clock in the domain', 'libs/domain/src/planted.ts', 'export const a = Date.now();'],
  ['no-restricted-syntax', 'the hour in the domain', 'libs/domain/src/planted.ts', 'export const a = new Date();'],
  ['no-restricted-syntax', 'the hour as words', 'libs/domain/src/planted.ts', 'export const a = Date();'],
  ['no-restricted-properties', 'chance in the domain', 'libs/domain/src/planted.ts', 'export const a = Math.random();'],
  ...['performance.now()', 'process.env', 'setTimeout(() => 1)', `fetch('')`, 'document.title', 'globalThis.x'].map(
    (text): Plant => ['no-restricted-globals', `${text} in the domain`, 'libs/domain/src/planted.ts', `${text};`],
  ),
  ['no-restricted-imports', 'NATS outside messaging', 'apps/gateway/src/planted.ts', `import 'nats';`],
  ['no-restricted-imports', 'TypeORM outside migrations', 'libs/event-log/src/planted.ts', `import 'typeorm';`],
  ['no-restricted-imports', 'BullMQ outside the scheduler', 'apps/timer-service/src/planted.ts', `import 'bullmq';`],
  ['no-restricted-imports', "BullMQ by Nest's door", 'apps/gateway/src/planted.ts', `import '@nestjs/bullmq';`],
  ['no-restricted-imports', 'React in the core of the SDK', 'libs/client/src/planted.ts', `import 'react';`],
  ['no-restricted-imports', 'React in a service', 'apps/gateway/src/planted.ts', `import 'react-dom/server';`],
  ['max-lines', 'a file of 301 lines', 'libs/event-log/src/planted.ts', 'export {};\n'.repeat(301)],
  ['@typescript-eslint/no-explicit-any', 'any', 'libs/event-log/src/planted.ts', 'export let a: any;'],
  ...['utils/a.ts', 'common/a.ts', 'shared/a.ts', 'helpers/a.ts', 'core/a.ts', 'time-utils.ts', 'job-manager.ts'].map(
    (path): Plant => ['tidemark/file-names', `the name ${path}`, `libs/event-log/src/${path}`, 'export {};'],
  ),
  ['tidemark/doc-comments', 'an export without a word', 'libs/event-log/src/planted.ts', 'export const a = 1;'],
  ['tidemark/file-names', 'a name that is not kebab-case', 'libs/event-log/src/EventLog.ts', 'export {};'],
];

const allowed: Plant[] = [
  ['', 'contracts knowing the domain', 'libs/contracts/src/planted.ts', `import '@tidemark/domain';`],
  ['', 'the SDK knowing the domain', 'libs/client/src/planted.ts', `import '@tidemark/domain';`],
  ['', 'stories knowing an app', 'e2e/src/planted.ts', `import '@tidemark/gateway/src/main';`],
  ['', 'a spec starting servers', 'libs/event-log/src/planted.int.spec.ts', `import '@tidemark/local-infra';`],
  ['', 'NATS in messaging', 'libs/messaging/src/planted.ts', `import 'nats';`],
  ['', 'TypeORM in migrations', 'migrations/src/planted.ts', `import 'typeorm';`],
  ['', 'BullMQ in the scheduler', 'apps/scheduler-service/src/planted.ts', `import 'bullmq';`],
  ['', 'React in its bindings', 'libs/client/src/react/planted.ts', `import 'react';`],
  ['', 'React on the page', 'apps/web/src/planted.tsx', `import 'react';`],
  [
    '',
    'a named instant in the domain',
    'libs/domain/src/planted.ts',
    '/** Named. */ export const a = new Date(0).toISOString();',
  ],
];

function brokenRules(plants: Plant[]): { rule: string; message: string }[][] {
  const input = JSON.stringify(plants.map(([, , path, text]) => ({ path: join(ROOT, path), text })));
  return JSON.parse(execFileSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], { input, encoding: 'utf8' }));
}

describe('the fences', () => {
  it('catch every planted violation, each by its own rule', () => {
    const caught = brokenRules(violations);

    const missed = violations.filter(([rule], index) => !caught[index]?.some((broken) => broken.rule === rule));
    expect(missed.map(([, what]) => what)).toEqual([]);
  }, 60_000);

  it('let through what belongs there', () => {
    const complaints = brokenRules(allowed).map((broken) => broken.map(({ message }) => message));

    expect(complaints).toEqual(allowed.map(() => []));
  }, 60_000);
});

describe('the types of the domain', () => {
  const folder = mkdtempSync(join(ROOT, 'libs/domain/out-tsc-planted-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const complaintAbout = (text: string): string => {
    writeFileSync(join(folder, 'planted.ts'), `${text};\nexport {};\n`);
    const compilerOptions = { rootDir: '.', noEmit: true, composite: false, emitDeclarationOnly: false };
    const config = { extends: '../tsconfig.lib.json', compilerOptions, include: ['planted.ts'], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    return spawnSync(process.execPath, [TSC, '-p', folder], { encoding: 'utf8' }).stdout;
  };

  it.each(['process.env', `fetch('')`, 'setTimeout(() => 1)', 'document.title', 'Buffer.alloc(1)', 'describe(0)'])(
    'know nothing of %s',
    (text) => expect(complaintAbout(text)).toMatch(/TS2304|TS2584|TS2591|TS2593|TS2580|TS2581|TS2582/),
    30_000,
  );

  it('know numbers, text and dates', () => expect(complaintAbout('new Date(0).toISOString()')).toBe(''), 30_000);
});
