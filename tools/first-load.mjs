// What somebody downloads before they see the first page of the web app: a question that tools/first-load.spec.ts asks.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { build, loadConfigFromFile } from 'vite';

import { isMain, ROOT } from './workspace.mjs';

const WEB = join(ROOT, 'apps/web');

/** How many bytes the document, its style and all scripts are that are loaded with it, compressed. */
export async function bytesOfFirstLoad() {
  // Whoever tests says so in the environment, and would weigh the React of developers.
  process.env.NODE_ENV = 'production';
  const { config } = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(WEB, 'vite.config.mjs'));
  const options = { ...config.build, write: false };
  const built = await build({ ...config, root: WEB, configFile: false, logLevel: 'silent', build: options });
  const { output } = [built].flat()[0];
  const sources = new Map(output.map((file) => [file.fileName, file]));
  const bytes = [...loadedWith(sources)].map((name) => gzipSync(sources.get(name)?.code ?? sources.get(name)?.source));
  return bytes.reduce((sum, { length }) => sum + length, 0);
}

/** The document, whatever it names, and whatever the scripts among that import before they run. */
function loadedWith(sources) {
  const document = sources.get('index.html').source;
  const named = [...sources.keys()].filter((name) => /\.(js|css)$/.test(name) && document.includes(name));
  const loaded = new Set(['index.html']);
  for (let name = named.pop(); name !== undefined; name = named.pop()) {
    if (loaded.has(name)) continue;
    loaded.add(name);
    named.push(...(sources.get(name).imports ?? []));
  }
  return loaded;
}

if (isMain(import.meta.url)) console.log(await bytesOfFirstLoad());
