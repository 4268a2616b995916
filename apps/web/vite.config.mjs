import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page is files and nothing inline, so that it lives under a strict content security policy.
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@tidemark/source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
