import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const WORKER = 'sw.js';
const SOURCE_MAP = /\.map$/;

/** Tells the service worker what was built, so that it can keep all of it; another build is another version. */
export function serviceWorker() {
  let publicDir = '';
  return {
    name: 'tidemark-service-worker',
    apply: 'build',
    configResolved: (config) => void (publicDir = config.publicDir),
    generateBundle: {
      // The page itself is written by then.
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[WORKER];
        const built = Object.entries(bundle).map(([name, file]) => [`/${name}`, file.code ?? file.source]);
        const files = [...built, ...filesOf(publicDir)]
          .filter(([name]) => name !== `/${WORKER}` && !SOURCE_MAP.test(name))
          .sort(([left], [right]) => (left < right ? -1 : 1));
        const hash = createHash('sha256').update(worker.code);
        for (const [name, content] of files) hash.update(name).update(content);
        const told = { version: hash.digest('hex').slice(0, 16), files: files.map(([name]) => name) };
        worker.code = `const BUILT=${JSON.stringify(told)};\n${worker.code}`;
      },
    },
  };
}

function filesOf(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return names.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [`/${relative(folder, path).replaceAll('\\', '/')}`, readFileSync(path)];
  });
}
