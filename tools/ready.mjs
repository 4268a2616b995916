// What must be there before anything else can be asked: a Node that is new enough, and the npm packages.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './workspace.mjs';

const PROGRESS_MS = 5_000;

/** Ends with one sentence where this Node is too old, instead of a syntax error somewhere later. */
export function requireNode() {
  const [wantedMajor, wantedMinor] = readJson('package.json').engines.node.replace('>=', '').split('.').map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(`Tidemark needs Node ${wantedMajor}.${wantedMinor} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the npm packages when they are not exactly those of the lock file. */
export async function requirePackages() {
  if (packagesAreCurrent()) return;
  console.log('Installing npm packages; the first time takes about a minute ...');
  const startedAt = Date.now();
  const progress = setInterval(() => console.log(`  still installing (${seconds(startedAt)} s)`), PROGRESS_MS);
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: ROOT, stdio: 'inherit' });
  const [code] = await once(npm, 'close');
  clearInterval(progress);
  if (code !== 0) {
    console.error('npm ci failed; its own words are above.');
    process.exit(1);
  }
}

/**
 * npm keeps a record of what it really installed. Only packages at the top are compared: a package for another
 * platform is rightly not in the record, and what lies inside another package comes and goes with it.
 */
function packagesAreCurrent() {
  if (!existsSync(join(ROOT, 'node_modules/.package-lock.json'))) return false;
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson('node_modules/.package-lock.json').packages;
  return Object.entries(wanted).every(
    ([path, { version, link, optional, devOptional, peer }]) =>
      path.lastIndexOf('node_modules/') !== 0 ||
      link ||
      optional ||
      devOptional ||
      peer ||
      installed[path]?.version === version,
  );
}

export function seconds(startedAt) {
  return Math.round((Date.now() - startedAt) / 1_000);
}

function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
