// Compiles the sources of every package to its dist folder, as far as they changed; `node tools/build.mjs`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { filesIn, isMain, packages, ROOT } from './workspace.mjs';

const ASSETS = /\.(json|sql)$/;
const SOURCES = /(?<!\.spec|\.d)\.ts$/;

/** Brings all dist folders up to date; returns how many files were written. */
export async function build() {
  const swc = JSON.parse(readFileSync(join(ROOT, '.swcrc'), 'utf8'));
  // What was built with other settings or by another compiler is out of date, whatever its time says.
  const stamp = createHash('sha256')
    .update(JSON.stringify(swc) + readFileSync(join(ROOT, 'node_modules/@swc/core/package.json'), 'utf8'))
    .digest('hex');
  let written = 0;
  for (const folder of packages()) {
    if (existsSync(join(folder, 'vite.config.mjs'))) written += buildPage(folder);
    else if (existsSync(join(folder, 'src'))) written += await buildPackage(folder, swc, stamp);
  }
  return written;
}

async function buildPackage(folder, swc, stamp) {
  const source = join(folder, 'src');
  const dist = join(folder, 'dist');
  const stampFile = join(dist, '.stamp');
  if (read(stampFile) !== stamp) rmSync(dist, { recursive: true, force: true });

  const files = filesIn(source).filter((file) => SOURCES.test(file) || ASSETS.test(file));
  const wanted = new Set(files.map((file) => relative(source, file).replace(/\.ts$/, '.js')));
  for (const file of existsSync(dist) ? filesIn(dist) : []) {
    const name = relative(dist, file).replace(/\.map$/, '');
    if (!wanted.has(name) && name !== '.stamp') rmSync(file);
  }
  if (wanted.size > 0) write(stampFile, stamp);
  const changed = files.filter((file) => isNewer(file, target(file)));
  await Promise.all(
    changed.map((file) => (ASSETS.test(file) ? write(target(file), readFileSync(file)) : compile(file))),
  );
  return changed.length;

  function target(file) {
    return join(dist, relative(source, file).replace(/\.ts$/, '.js'));
  }

  async function compile(file) {
    const { transformFile } = await import('@swc/core');
    const { code, map } = await transformFile(file, { ...swc, swcrc: false, sourceMaps: true });
    const path = target(file);
    write(`${path}.map`, map);
    write(path, `${code}\n//# sourceMappingURL=${path.split('/').at(-1)}.map\n`);
  }
}

/** The page is bundled whole, for a bundle has no single file that changed. */
function buildPage(folder) {
  const sources = [folder, join(ROOT, 'libs/domain')].flatMap((place) => filesIn(place));
  const built = join(folder, 'dist/index.html');
  if (!existsSync(join(folder, 'index.html')) || !sources.some((file) => isNewer(file, built))) return 0;
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder,
  });
  if (status !== 0) throw new Error(`The page could not be built.\n${stdout}${stderr}`);
  return 1;
}

function isNewer(file, built) {
  return !existsSync(built) || statSync(file).mtimeMs > statSync(built).mtimeMs;
}

/** Two builds may run at once, and a service may start meanwhile: a file is there whole or not at all. */
function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

if (isMain(import.meta.url)) console.log(`Built ${await build()} changed files.`);
