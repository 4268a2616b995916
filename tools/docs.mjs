// `npm run docs` writes every generated document; with --check it only tells which of them are out of date.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build } from './build.mjs';
import { ROOT } from './workspace.mjs';

/** Each program writes its files, and nothing else. One that needs a server is checked by the spec it names. */
const GENERATORS = [
  { program: 'tools/graph.mjs', files: ['docs/generated/graph.md'] },
  { program: 'tools/events-catalogue.mjs', files: ['docs/generated/events.md'] },
  {
    program: 'apps/gateway/dist/docs/write.js',
    files: ['docs/generated/openapi.json', 'docs/generated/asyncapi.json'],
  },
  { program: 'tools/env-example.mjs', files: ['.env.example'] },
  {
    program: 'migrations/dist/snapshot.js',
    files: ['migrations/schema.sql'],
    checkedBy: 'migrations/src/migrate.int.spec.ts',
  },
];

const isCheck = process.argv.includes('--check');
await build();
const drifted = GENERATORS.filter(({ checkedBy }) => !isCheck || !checkedBy).flatMap(({ program, files }) => {
  const before = files.map(read);
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, program)], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    console.error(`${program} failed.\n${stderr}`);
    process.exitCode = 1;
  }
  return files.filter((file, index) => {
    const isSame = read(file) === before[index];
    if (isCheck && !isSame) restore(file, before[index]);
    return !isSame;
  });
});

for (const file of drifted)
  console.log(isCheck ? `${file} is out of date: run "npm run docs".` : `${file} was written.`);
if (isCheck && drifted.length > 0) process.exitCode = 1;

function read(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function restore(file, content) {
  if (content === undefined) rmSync(join(ROOT, file));
  else writeFileSync(join(ROOT, file), content);
}
