import { defineConfig } from 'vite';

// The published form: ES modules with everything of ours in them, React's part apart. Whoever uses them minifies them with
// the rest of the page.
export default defineConfig({
  resolve: { conditions: ['@tidemark/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    sourcemap: true,
    minify: false,
    lib: { entry: { index: 'src/index.ts', react: 'src/react/index.ts' }, formats: ['es'] },
    rollupOptions: {
      external: ['react', 'socket.io-client'],
      output: { entryFileNames: '[name].js', chunkFileNames: 'both.js' },
    },
  },
});
