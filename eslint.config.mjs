// The fences of the workspace. Each of them is proven by a planted violation in tools/fences.spec.ts.
import { readdirSync } from 'node:fs';

import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

import { docComments } from './tools/doc-comments-rule.mjs';
import { fileNames } from './tools/file-names-rule.mjs';

// The fence between the layers reads the graph of the workspace, and skips its work in silence where there is none.
process.env.NX_DAEMON = 'false';
await createProjectGraphAsync();

const LINES_MAX = 300;

const LAYERS = {
  'type:domain': ['type:domain'],
  'type:contracts': ['type:domain', 'type:contracts'],
  'type:infra': ['type:domain', 'type:contracts', 'type:infra'],
  'type:client': ['type:domain', 'type:contracts', 'type:client'],
  'type:app': ['type:domain', 'type:contracts', 'type:infra', 'type:client'],
  'type:tool': ['type:domain', 'type:contracts', 'type:infra', 'type:client', 'type:tool'],
  'type:e2e': ['*'],
};
const PLACES = {
  'runs:anywhere': ['runs:anywhere'],
  'runs:node': ['runs:anywhere', 'runs:node'],
  'runs:browser': ['runs:anywhere', 'runs:browser'],
};

/** A spec may start servers and migrate them; apart from that it stands behind the same fences as its project. */
const LAYERS_OF_SPECS = mapValues(LAYERS, (layers) => [...layers, 'type:tool']);
const PLACES_OF_SPECS = mapValues(PLACES, (places) => [...places, 'runs:node']);

/** Each of these is spoken in few places only, so that replacing it is a change of those places. */
const HOMES = {
  nats: ['libs/messaging'],
  typeorm: ['migrations'],
  bullmq: ['apps/scheduler-service'],
  react: ['libs/client/src/react', 'libs/client/src/testing', 'apps/web'],
  'react-dom': ['libs/client/src/react', 'libs/client/src/testing', 'apps/web'],
  // An app exports nothing, so the fence between the layers does not see who reaches into it.
  ...Object.fromEntries(readdirSync(new URL('apps', import.meta.url)).map((app) => [`@tidemark/${app}`, ['e2e']])),
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/out-tsc/**', '**/node_modules/**', '.nx/**', '.tidemark/**', 'docs/generated/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs,cjs}'],
    plugins: { '@nx': nx, tidemark: { rules: { 'doc-comments': docComments, 'file-names': fileNames } } },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(LAYERS, PLACES),
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: LINES_MAX }],
      'no-restricted-imports': ['error', strangers()],
      'tidemark/file-names': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off', '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/src/testing/**'],
    rules: { '@nx/enforce-module-boundaries': boundaries(LAYERS_OF_SPECS, PLACES_OF_SPECS) },
  },
  {
    files: ['e2e/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries(LAYERS, PLACES, ['@tidemark/**']) },
  },
  {
    files: ['libs/*/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/src/testing/**', '**/src/simulation/**'],
    rules: { 'tidemark/doc-comments': 'error' },
  },
  ...[...new Set(Object.values(HOMES).flat())].map((home) => ({
    files: [`${home}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', strangers(home)] },
  })),
  {
    // The domain runs in browsers and in replays of years: no clock, no chance, no machine.
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'The domain imports nothing.' }] }],
      'no-restricted-globals': [
        'error',
        ...['process', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Buffer'],
        ...['fetch', 'crypto', 'window', 'document', 'navigator', 'localStorage', 'globalThis', 'console'],
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The instant comes with the command.' },
        { object: 'Math', property: 'random', message: 'What is drawn comes with the command.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Name the instant.' },
        { selector: "CallExpression[callee.name='Date']", message: 'Name the instant.' },
      ],
    },
  },
);

function boundaries(layers, places, allow = []) {
  const rows = Object.entries({ ...layers, ...places });
  const depConstraints = rows.map(([sourceTag, onlyDependOnLibsWithTags]) => ({ sourceTag, onlyDependOnLibsWithTags }));
  return ['error', { allow, depConstraints, banTransitiveDependencies: false }];
}

function strangers(home) {
  const names = Object.keys(HOMES).filter((name) => !HOMES[name].includes(home));
  const said = (name) => ({
    regex: `^(@nestjs/)?${name}(/|$)`,
    message: `Only ${HOMES[name].join(' and ')} may import ${name}.`,
  });
  return { patterns: names.map(said) };
}

function mapValues(table, change) {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}
