import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folders of all packages, as the root package.json lists them. */
export function packages() {
  const { workspaces } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return workspaces
    .flatMap((pattern) => (pattern.endsWith('/*') ? children(pattern.slice(0, -2)) : [pattern]))
    .map((folder) => join(ROOT, folder))
    .filter((folder) => existsSync(join(folder, 'package.json')));
}

/** All files below a folder, without what others made there. */
export function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return ['node_modules', 'out-tsc', 'dist'].includes(entry.name) ? [] : filesIn(path);
  });
}

/** True for the file that Node was asked to run. */
export function isMain(url) {
  return process.argv[1] === fileURLToPath(url);
}

function children(folder) {
  return readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);
}
