module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'truth',
  rootDir: __dirname,
  testTimeout: 120_000,
};
