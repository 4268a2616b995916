module.exports = { ...require('../../jest.preset.cjs'), displayName: 'scheduler-service', rootDir: __dirname };
