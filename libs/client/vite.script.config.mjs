import { defineConfig } from 'vite';

import library from './vite.config.mjs';

// For pages without a bundler: everything in one script, Socket.IO too, as `window.Tidemark`.
export default defineConfig({
  ...library,
  build: {
    target: 'es2022',
    sourcemap: true,
    outDir: 'dist/script',
    // The gateway may be serving what is there.
    emptyOutDir: false,
    lib: { entry: 'src/index.ts', formats: ['iife'], name: 'Tidemark', fileName: () => 'tidemark.js' },
  },
});
