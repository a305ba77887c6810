module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'truth',
  rootDir: __dirname,
  testTimeout: 60_000,
};
