// What every project's Jest shares: SWC reads the TypeScript sources of all workspaces, no build before a test.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const swc = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8'));

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  testEnvironmentOptions: { customExportConditions: ['@tidemark/source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
  // Real servers on a busy machine take their time; a test that hangs is still noticed.
  testTimeout: 30_000,
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json'],
};
