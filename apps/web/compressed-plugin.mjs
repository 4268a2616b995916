import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';

const WORTH_IT = /^assets\/.+\.(?:css|js)$/;

/** Compresses once, where it is built, what the gateway hands out for good. */
export function compressed() {
  return {
    name: 'tidemark-compressed',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const [name, file] of Object.entries(bundle)) {
        if (!WORTH_IT.test(name)) continue;
        writeFileSync(
          join(dir, `${name}.gz`),
          gzipSync(file.code ?? file.source, { level: constants.Z_BEST_COMPRESSION }),
        );
      }
    },
  };
}
