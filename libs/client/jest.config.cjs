module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'client',
  rootDir: __dirname,
  // The published form has a package.json with the same name.
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
