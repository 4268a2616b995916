module.exports = { ...require('../../jest.preset.cjs'), displayName: 'progress-service', rootDir: __dirname };
