import { defineConfig } from 'vite';

// The published form: one ES module with everything of ours in it. Whoever uses it minifies it with the rest of the page.
export default defineConfig({
  resolve: { conditions: ['@tidemark/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    sourcemap: true,
    minify: false,
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' },
    rollupOptions: { external: ['socket.io-client'] },
  },
});
