const preset = require('../jest.preset.cjs');

const [[, swc]] = Object.entries(preset.transform);

module.exports = {
  ...preset,
  displayName: 'e2e',
  rootDir: __dirname,
  // `jose` is published as ES modules only.
  transform: { '^.+\\.ts$': swc, '/node_modules/jose/.+\\.js$': swc },
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
};
