module.exports = { ...require('../../jest.preset.cjs'), displayName: 'timer-service', rootDir: __dirname };
