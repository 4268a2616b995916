// Builds @tidemark/client as it is published: ES modules with source maps, types and a package.json of its own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

import { build, loadConfigFromFile } from 'vite';

import { isMain, ROOT } from './workspace.mjs';

const CLIENT = join(ROOT, 'libs/client');
const DIST = join(CLIENT, 'dist');
/** Where the types of ours are compiled to, and where they go. */
const TYPES = [
  { package: '@tidemark/client', from: join(CLIENT, 'out-tsc'), to: join(DIST, 'types/client') },
  { package: '@tidemark/domain', from: join(ROOT, 'libs/domain/out-tsc'), to: join(DIST, 'types/domain') },
];
const { config } = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(CLIENT, 'vite.config.mjs'));
/** The first with all that the hooks are made of. */
const REACT = '>=18';
const IMPORTED = /(from '|import\(["'])([^"']+)(?=["'])/g;

/** Writes the package to the dist folder of the client. */
export async function buildClient() {
  // The script in there is served by gateways, so it is overwritten and never missing.
  for (const name of existsSync(DIST) ? readdirSync(DIST) : []) {
    if (name !== 'script') rmSync(join(DIST, name), { recursive: true });
  }
  const options = { ...config.build, emptyOutDir: false };
  await build({ ...config, root: CLIENT, configFile: false, logLevel: 'warn', build: options });
  await build({ root: CLIENT, configFile: join(CLIENT, 'vite.script.config.mjs'), logLevel: 'warn' });
  execFileSync(process.execPath, [join(ROOT, 'node_modules/@typescript/native/bin/tsc'), '-b', CLIENT]);
  copyTypes(...['index.d.ts', 'react/index.d.ts'].map((file) => join(TYPES[0].from, file)));
  writeFileSync(join(DIST, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
}

/** How many bytes all of it adds to a page: minified and compressed, with the domain in it and without Socket.IO. */
export async function bytesOfClient() {
  // Of ES modules the bundler leaves the white space to whoever bundles them next.
  const lib = { entry: 'src/index.ts', formats: ['iife'], name: 'Tidemark' };
  const options = { ...config.build, write: false, sourcemap: false, minify: true, lib };
  const built = await build({ ...config, root: CLIENT, configFile: false, logLevel: 'silent', build: options });
  return gzipSync(built[0].output[0].code).length;
}

/** Files of types and all that they name, so that nothing of the workspace is needed to read them. */
function copyTypes(...waiting) {
  const copied = new Set();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (copied.has(file)) continue;
    copied.add(file);
    const text = readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL.*\n?/gm, '');
    const target = targetOf(file);
    const self = file;
    const rewritten = text.replace(IMPORTED, (whole, before, name) => {
      const named = fileNamed(name, self);
      if (named === undefined) return whole;
      waiting.push(named);
      const path = relative(dirname(target), targetOf(named)).replace(/\.d\.ts$/, '.js');
      return before + (path.startsWith('.') ? path : `./${path}`);
    });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, rewritten);
  }
}

function fileNamed(name, importer) {
  if (name.startsWith('.')) {
    const path = join(dirname(importer), name);
    return [`${path}.d.ts`, join(path, 'index.d.ts')].find((file) => existsSync(file));
  }
  const ours = TYPES.find((types) => types.package === name);
  return ours && join(ours.from, 'index.d.ts');
}

function targetOf(file) {
  const { from, to } = TYPES.find((types) => file.startsWith(types.from));
  return join(to, relative(from, file));
}

function manifest() {
  const { name, version, license } = JSON.parse(readFileSync(join(CLIENT, 'package.json'), 'utf8'));
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const exports = {
    '.': { types: './types/client/index.d.ts', default: './index.js' },
    './react': { types: './types/client/react/index.d.ts', default: './react.js' },
  };
  return {
    ...{ name, version, license, type: 'module', sideEffects: false, exports },
    dependencies: { 'socket.io-client': devDependencies['socket.io-client'] },
    peerDependencies: { react: REACT },
    peerDependenciesMeta: { react: { optional: true } },
  };
}

if (isMain(import.meta.url)) {
  await buildClient();
  console.log(`Built ${relative(ROOT, DIST)}; on a page it takes ${await bytesOfClient()} bytes.`);
}
