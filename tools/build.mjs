// Compiles the sources of every package to its dist folder, as far as they changed; `node tools/build.mjs`.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { filesIn, isMain, packages, ROOT } from './workspace.mjs';

const ASSETS = /\.(json|sql)$/;
/** What browsers load is bundled whole; of the SDK, which others bundle, the script for pages without a bundler. */
const BUNDLES = ['vite.script.config.mjs', 'vite.config.mjs'];
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
    const bundle = BUNDLES.find((config) => existsSync(join(folder, config)));
    if (bundle) written += buildBundle(folder, bundle);
    else if (existsSync(join(folder, 'src'))) written += await buildPackage(folder, swc, stamp);
  }
  return written;
}

async function buildPackage(folder, swc, stamp) {
  const source = join(folder, 'src');
  const dist = join(folder, 'dist');
  const stampFile = join(dist, '.stamp');
  const before = builtFrom(stampFile);
  if (before.stamp !== stamp) rmSync(dist, { recursive: true, force: true });

  const files = filesIn(source).filter((file) => SOURCES.test(file) || ASSETS.test(file));
  const wanted = new Set(files.map((file) => relative(source, file).replace(/\.ts$/, '.js')));
  for (const file of existsSync(dist) ? filesIn(dist) : []) {
    const name = relative(dist, file).replace(/\.map$/, '');
    if (!wanted.has(name) && name !== '.stamp') rmSync(file);
  }
  // By what they say and not by when they were written: a checkout gives old sources new times, and new ones old times.
  const hashes = Object.fromEntries(files.map((file) => [relative(source, file), hashOf(file)]));
  const changed = files.filter((file) => {
    const name = relative(source, file);
    return !existsSync(target(file)) || before.files[name] !== hashes[name];
  });
  await Promise.all(
    changed.map((file) => (ASSETS.test(file) ? write(target(file), readFileSync(file)) : compile(file))),
  );
  if (wanted.size > 0) write(stampFile, JSON.stringify({ stamp, files: hashes }));
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

/** A bundle has no single file that changed. */
function buildBundle(folder, config) {
  const libraries = ['libs/domain', 'libs/contracts', 'libs/client'].map((library) => join(ROOT, library, 'src'));
  const sources = [folder, ...libraries].flatMap((place) => filesIn(place));
  const stampFile = join(folder, 'dist/.stamp');
  const stamp = createHash('sha256').update(sources.map(hashOf).join()).digest('hex');
  if (builtFrom(stampFile).stamp === stamp) return 0;
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const options = ['build', '--config', config, '--logLevel', 'warn'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, ...options], { cwd: folder });
  if (status !== 0) throw new Error(`${folder} could not be built.\n${stdout}${stderr}`);
  write(stampFile, JSON.stringify({ stamp, files: {} }));
  return 1;
}

/** From what the last build made a folder; a stamp of an older kind stands for nothing. */
function builtFrom(stampFile) {
  const nothing = { stamp: undefined, files: {} };
  try {
    return { ...nothing, ...JSON.parse(readFileSync(stampFile, 'utf8')) };
  } catch {
    return nothing;
  }
}

function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('base64url');
}

/** Two builds may run at once, and a service may start meanwhile: a file is there whole or not at all. */
function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

if (isMain(import.meta.url)) console.log(`Built ${await build()} changed files.`);
