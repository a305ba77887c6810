module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'cli-test',
  rootDir: __dirname,
  testTimeout: 120_000,
};
