module.exports = { ...require('../../jest.preset.cjs'), displayName: 'service-client', rootDir: __dirname };
