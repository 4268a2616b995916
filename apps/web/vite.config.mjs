import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { compressed } from './compressed-plugin.mjs';
import { serviceWorker } from './service-worker-plugin.mjs';

// The page is files and nothing inline, so that it lives under a strict content security policy.
export default defineConfig({
  plugins: [react(), serviceWorker(), compressed()],
  resolve: { conditions: ['@tidemark/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/offline/service-worker.ts' },
      // A service worker has one address for good; everything else is named by what is in it.
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
});
