const { testTimeout } = require('./jest.preset.cjs');

module.exports = {
  testTimeout,
  coverageProvider: 'v8',
  passWithNoTests: true,
  projects: ['libs/*', 'apps/*', 'migrations', 'bench', 'e2e', 'tools'].map((folder) => `<rootDir>/${folder}`),
};
